"""The paper form of a survey: its questions as the entry sheet knows them, with boxes to tick and lines to write on."""

from __future__ import annotations

from datetime import datetime

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, language
from wijkraad_app.pdf.blocks import Block, Document, Heading, HouseStyle, ItemList, ListItem, Paragraph, Rule, Spacer

from ..queries import QuestionRow, SurveyView
from ..rules.kinds import Kind
from .report import period_words, printable

_BOX = "☐"
_BLANK = "_" * 12
_LINES = 3


def form(view: SurveyView, *, made: datetime, house: HouseStyle, example: bool = False) -> Document:
    """The form to print. Options carry the numbers that may be typed on the entry sheet. `UserError` "no_questions"."""
    if not view.questions:
        raise UserError(_("There are no questions yet. Type the questions first."), code="no_questions")
    title = printable(view.title)
    blocks: list[Block] = [Heading(title)]
    if period := period_words(view.start, view.end):
        blocks.append(Paragraph(period, "lead"))
    if view.description:
        blocks.append(Paragraph(printable(view.description)))
    blocks += [
        Paragraph(_("Tick what fits. Your name is not needed.")),
        Paragraph(_("Number on the form") + f": {_BLANK}     " + _("Number of persons") + f": {_BLANK}", "small"),
    ]
    for question in view.questions:
        blocks.extend(_question(question))
    return Document(
        title, tuple(blocks), made, author=house.sender, language=language(), house=house, running=title,
        example=example,
    )  # fmt: skip


def _question(question: QuestionRow) -> list[Block]:
    head = Heading(f"{question.number}. {printable(question.text)}", 2)
    if question.kind.coded:
        hint = _("More answers possible.") if question.kind is Kind.MULTIPLE else _("Tick one answer.")
        items = tuple(
            ListItem(printable(option.label), label=f"{_BOX} {place}")
            for place, option in enumerate(question.options, start=1)
        )
        return [head, Paragraph(hint, "quiet", keep_with_next=True), ItemList(items)]
    if question.kind in (Kind.NUMBER, Kind.DATE):
        return [head, Paragraph(_BLANK)]
    return [head, *[part for _line in range(_LINES) for part in (Spacer(8), Rule())]]
