"""What the documents of the demo company say, and the files made of it."""

import io
import zipfile
from dataclasses import dataclass

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


@dataclass(frozen=True)
class Paper:
    """A document: where it lies, what it is called and says; a list of texts is its versions."""

    folder: str
    title: str
    ending: str
    texts: tuple[str, ...]
    at: str = "party"


_SUPPLY = (
    "ДОГОВОР ПОСТАВКИ\n{client}, именуемое «Покупатель», и ООО «Орбита», именуемое «Поставщик»,"
    " заключили договор о нижеследующем.\n1. Поставщик обязуется передать оборудование, а Покупатель"
    " принять и оплатить его.\n2. Срок поставки: {days} рабочих дней со дня предоплаты.\n"
    "3. Предоплата {share} %, остаток в течение десяти дней после приёмки.\n"
    "4. Гарантия на оборудование: двадцать четыре месяца.\n"
)
_ADDED = _SUPPLY + "5. За просрочку поставки Поставщик платит неустойку 0,1 % в день.\n"
_OFFER = (
    "КОММЕРЧЕСКОЕ ПРЕДЛОЖЕНИЕ\nДля: {client}\nПредлагаем насосные станции с частотным приводом,"
    " шеф-монтаж и обучение операторов.\nЦена действительна {days} дней, доставка до склада включена.\n"
)
_LETTER = (
    "Здравствуйте.\nПодтверждаем получение оборудования по накладной, замечаний к комплектности"
    " нет.\nПросим прислать паспорта изделий и сертификаты.\nС уважением, {client}\n"
)
_MINUTES = (
    "ПРОТОКОЛ ВСТРЕЧИ\nПрисутствовали: {client}, отдел продаж.\nРешили: провести обследование"
    " площадки, согласовать график пусконаладки, следующий созвон через {days} дней.\n"
)
_TASK = (
    "ТЕХНИЧЕСКОЕ ЗАДАНИЕ\nЗаказчик: {client}\nПроизводительность: {share} кубометров в час."
    "\nРежим работы круглосуточный, резервирование насосов обязательно.\n"
)
_RULES = (
    "ПОРЯДОК СОГЛАСОВАНИЯ СКИДОК\nДо 5 % решает продавец, до 12 % руководитель отдела, выше"
    " директор.\nСкидка сверх порога оформляется служебной запиской.\n"
)
_PAY = "ПОЛОЖЕНИЕ О ПРЕМИЯХ\nПремия продавца: 3 % маржи выигранных сделок, порог 80 % плана.\n"

PAPERS = (
    *(Paper("Договоры", "Договор поставки", ".docx", (_SUPPLY, _ADDED)) for _n in range(3)),
    *(Paper("Договоры", "Договор поставки", ".docx", (_SUPPLY,)) for _n in range(2)),
    *(
        Paper("Предложения", "КП на насосные станции", ".docx", (_OFFER,), "deal")
        for _n in range(4)
    ),
    Paper(
        "Предложения", "КП на насосные станции", ".docx", (_OFFER, _OFFER + "Скидка 4 %.\n"), "deal"
    ),
    *(Paper("Письма", "Письмо о получении", ".txt", (_LETTER,)) for _n in range(3)),
    *(Paper("Протоколы", "Протокол встречи", ".txt", (_MINUTES,)) for _n in range(3)),
    *(Paper("", "Техническое задание", ".docx", (_TASK,), "deal") for _n in range(2)),
    Paper("Для продавцов", "Порядок согласования скидок", ".docx", (_RULES,), ""),
    Paper("Дирекция", "Положение о премиях", ".docx", (_PAY,), ""),
    Paper("Для продавцов", "Pump station datasheet", ".pdf", ("Pump station PS-40: 40 m3/h",), ""),
)


def content_of(paper: Paper, text: str) -> bytes:
    """The bytes of a file with this text; the same text gives the same bytes."""
    if paper.ending == ".txt":
        return text.encode("cp1251")
    return _pdf(text) if paper.ending == ".pdf" else _docx(text)


def _docx(text: str) -> bytes:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_KINDS}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        f'"/word/document.xml" ContentType="{_WORD}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="r1" Type="{_OFFICE}"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_SPACE}"><w:body>{lines}</w:body></w:document>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _pdf(text: str) -> bytes:
    stream = f"BT /F1 20 Tf 72 740 Td ({text}) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        " /Resources << /Font << /F1 3 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    )
    made, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return f"{made}{tail}startxref\n{len(made)}\n%%EOF\n".encode("ascii")
