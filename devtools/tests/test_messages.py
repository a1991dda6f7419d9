"""The check of translations names each text that is missing, left over or wrong."""

from pathlib import Path

import pytest

from devtools.messages import Survey, catalogue_file

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'


@pytest.fixture
def app(tmp_path: Path) -> Path:
    folder = tmp_path / "deals"
    (folder / "templates" / "deals").mkdir(parents=True)
    (folder / "apps.py").write_text("")
    (folder / "views.py").write_text(
        'title = _("Deal")\nngettext("{n} deal", "{n} deals", n)\npgettext("verb", "Close")\n'
    )
    (folder / "templates" / "deals" / "deal.html").write_text(
        '{% load i18n %}\n    <div>\n  <p>{% translate "Owner" %}</p>\n </div>'
        "{% blocktranslate with name=x %}Hello {{ name }}{% endblocktranslate %}"
    )
    return folder


def catalogue(app: Path, *entries: str) -> None:
    file = catalogue_file(app)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD + "\n" + "\n\n".join(entries) + "\n")


COMPLETE = (
    'msgid "Deal"\nmsgstr "Сделка"',
    'msgid "{n} deal"\nmsgid_plural "{n} deals"\n'
    'msgstr[0] "{n} сделка"\nmsgstr[1] "{n} сделки"\nmsgstr[2] "{n} сделок"',
    'msgctxt "verb"\nmsgid "Close"\nmsgstr "Закрыть"',
    'msgid "Owner"\nmsgstr "Ответственный"',
    'msgid "Hello %(name)s"\nmsgstr "Привет, %(name)s"',
)


def test_a_complete_catalogue_has_no_problems(app: Path) -> None:
    catalogue(app, *COMPLETE)
    assert list(Survey(app.parent).problems()) == []


def test_each_missing_text_of_code_and_templates_is_named_with_its_place(app: Path) -> None:
    found = "\n".join(Survey(app.parent).problems())
    for text in ("'Deal' (views.py:1)", "'{n} deal'", "'Close'", "'Owner'", "'Hello %(name)s'"):
        assert f"not translated: {text}" in found


def test_a_left_over_text_is_named(app: Path) -> None:
    catalogue(app, *COMPLETE, 'msgid "Lead"\nmsgstr "Лид"')
    assert list(Survey(app.parent).problems()) == [f"{app}: not used any more: 'Lead'"]


def test_a_fuzzy_text_is_named(app: Path) -> None:
    catalogue(app, "#, fuzzy\n" + COMPLETE[0], *COMPLETE[1:])
    assert list(Survey(app.parent).problems()) == [f"{app}: marked fuzzy: 'Deal'"]


def test_a_lost_placeholder_is_named(app: Path) -> None:
    catalogue(app, *COMPLETE[:4], 'msgid "Hello %(name)s"\nmsgstr "Привет"')
    found = list(Survey(app.parent).problems())
    assert found == [f"{app}: other placeholders than in 'Hello %(name)s': 'Привет'"]


def test_writing_adds_what_is_missing_in_order_and_keeps_what_is_there(app: Path) -> None:
    catalogue(app, COMPLETE[3])
    assert Survey(app.parent).write(app) == 4
    text = catalogue_file(app).read_text()
    assert 'msgstr "Ответственный"' in text
    assert text.index('"Close"') < text.index('"Deal"') < text.index('"Owner"')
    assert Survey(app.parent).write(app) == 4  # empty ones are still missing
    assert catalogue_file(app).read_text() == text


def test_one_text_with_two_translations_is_a_problem(app: Path) -> None:
    catalogue(app, *COMPLETE)
    other = app.parent / "leads"
    other.mkdir()
    (other / "apps.py").write_text('_("Deal")')
    catalogue(other, 'msgid "Deal"\nmsgstr "Договор"')
    found = list(Survey(app.parent).problems())
    assert len(found) == 1 and "'Deal' is translated in two ways" in found[0]
