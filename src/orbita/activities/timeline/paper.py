"""The report as a PDF, set by typst. Texts travel as data: none can be taken for markup."""

import json

import typst
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from orbita.activities.timeline.report import Group, Report
from orbita.platform.ui.dates import duration

SOURCE = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: 18mm, numbering: "1 / 1")
#set text(lang: data.lang, size: 9.5pt)
#set document(title: data.title)
#align(left)[#text(16pt, weight: "bold", data.title)]
#text(fill: rgb("#656771"), data.period)
#let figures(title, rows) = [
  #v(6pt) #text(11pt, weight: "bold", title)
  #table(columns: (1fr, auto, auto), stroke: none, inset: (x: 4pt, y: 3pt),
    align: (left, right, right), table.hline(stroke: 0.5pt + gray),
    ..rows.flatten().map(cell => text(cell)))
]
#figures(data.by_kind_title, data.by_kind)
#figures(data.by_employee_title, data.by_employee)
#for section in data.sections [
  #v(8pt) #text(11pt, weight: "bold", section.name)
  #for entry in section.entries [
    #block(breakable: true, above: 7pt)[
      #text(fill: rgb("#656771"), entry.when) #h(4pt) #text(weight: "bold", entry.title)
      #if entry.result != "" [ #h(4pt) #text(entry.result) ]
      #if entry.line != "" [ \\ #text(fill: rgb("#494b56"), entry.line) ]
      #if entry.text != "" [ \\ #text(entry.text) ]
    ]
  ]
]
#if data.left_out != "" [ #v(8pt) #text(data.left_out) ]
"""


def pdf(name: str, report: Report) -> bytes:
    """The report of a client as PDF bytes."""
    data = {
        "lang": (get_language() or "ru")[:2],
        "title": _("Interactions: %(name)s") % {"name": name},
        "period": f"{date_format(report.since)} – {date_format(report.until)}",
        "by_kind_title": _("By kind"),
        "by_kind": [_cells(group) for group in (*report.by_kind, report.total)],
        "by_employee_title": _("By employee"),
        "by_employee": [_cells(group) for group in report.by_employee],
        "sections": [
            {
                "name": f"{section.name}: {len(section.entries)}",
                "entries": [
                    {
                        "when": date_format(one.at, "SHORT_DATETIME_FORMAT"),
                        "title": one.title,
                        "result": " · ".join(part for part in (one.result, one.length) if part),
                        "line": one.line,
                        "text": one.text,
                    }
                    for one in section.entries
                ],
            }
            for section in report.sections
        ],
        "left_out": _("%(count)s older entries are left out.") % {"count": report.left_out}
        if report.left_out
        else "",
    }
    made: bytes = typst.compile(SOURCE.encode(), sys_inputs={"data": json.dumps(data)})
    return made


def _cells(group: Group) -> list[str]:
    return [group.name, str(group.count), duration(group.seconds) if group.seconds else ""]
