"""Figures in words, as a chart, and as a report: the same on the screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, language, ngettext
from wijkraad_app.pdf import charts, likert
from wijkraad_app.pdf.blocks import Block, Column, Document, Figure, Heading, HouseStyle, Paragraph
from wijkraad_app.pdf.blocks import Table as TableBlock

from ..queries import QuestionTable, Statements, SurveyView, Weighting
from ..rules.figures import Frequencies, MissingCounts, Row
from ..rules.kinds import METHOD_WORDS, Kind

_BOX = "☐"


def chart_of(table: QuestionTable) -> charts.BarChart | None:
    """The bars of a question's figures; None where there is nothing to draw."""
    figures = table.figures
    if figures is None or not figures.rows or not figures.n:
        return None
    bars = tuple(
        charts.Bar(printable(row.label), row.count, row.share, row.low, row.high, row.suppressed)
        for row in figures.rows
    )
    return charts.BarChart(printable(table.text), bars, figures.n, figures.indicative)


def likert_of(found: Statements) -> likert.LikertChart:
    """The statements as one chart."""
    rows = tuple(likert.Statement(printable(row.label), row.shares, row.n) for row in found.rows)
    answers = tuple(printable(answer) for answer in found.answers)
    return likert.LikertChart(printable(statements_title(found)), answers, rows)


def statements_title(found: Statements) -> str:
    """What stands above statements, and that their shares are weighted."""
    title = found.title or _("Statements beside each other")
    return f"{title} ({_('weighted')})" if found.weighted else title


def headline(table: QuestionTable) -> str:
    """The finding in a sentence, or how many answered where there is none."""
    finding = table.finding
    if finding is None:
        if table.summary is not None:
            text = _("The average is {mean}, half of the people gave {median} or less.")
            return text.format(mean=_number(table.summary.mean), median=_number(table.summary.median))
        return ngettext("{n} person answered.", "{n} people answered.", table.n).format(n=dates.number(table.n))
    share = dates.percent(finding.percent / 100)
    if table.base:
        text = _("Of those who answered “{base}”, {percent} said “{answer}”.")
        return text.format(base=table.base, percent=share, answer=finding.label)
    if finding.multiple:
        return _("{percent} named “{answer}”.").format(percent=share, answer=finding.label)
    return _("{percent} answered “{answer}”.").format(percent=share, answer=finding.label)


def answered_words(table: QuestionTable) -> str:
    """ "598 answers", and of how many in the whole survey when this is a part."""
    of = table.figures.of if table.figures else table.n
    if table.base and of != table.n:
        return _("{n} of {of} answers").format(n=dates.number(table.n), of=dates.number(of))
    return ngettext("{n} answer", "{n} answers", table.n).format(n=dates.number(table.n))


def missing_words(missing: MissingCounts) -> tuple[str, ...]:
    """Each reason apart: "14 not filled in", "250 not asked"."""
    told = (
        (missing.blank, _("{n} not filled in")),
        (missing.not_asked, _("{n} not asked")),
        (missing.dont_know, _("{n} don't know")),
        (missing.refused, _("{n} would not say")),
    )
    return tuple(text.format(n=dates.number(count)) for count, text in told if count)


def method_words(table: QuestionTable) -> str:
    """How people were reached and what the figures are: "Open link, no margin of error"."""
    parts = [_(METHOD_WORDS[table.method])]
    if table.figures is not None and table.kind is Kind.MULTIPLE:
        parts.append(_("more answers possible, so together over 100%"))
    if table.weighted_by:
        parts.append(_("weighted by {questions}").format(questions=quoted_list(table.weighted_by)))
    if table.figures is not None:
        parts.append(_("without a margin of error") if table.indicative else _("with a 95% margin"))
    return ", ".join(parts)


def margin_words(row: Row) -> str:
    """ "32–40%", or nothing where no margin is due."""
    if row.suppressed or row.low is None or row.high is None:
        return ""
    return f"{dates.number(round(row.low * 100))}–{dates.percent(row.high)}"


def period_words(first: date | None, last: date | None) -> str:
    """ "3 tot en met 24 oktober 2026" """
    if first is None or last is None or first == last:
        one = first or last
        return dates.long_date(one) if one else ""
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    else:
        start = dates.long_date(first).removesuffix(f" {last.year}")
    return _("{first} to {last}").format(first=start, last=dates.long_date(last))


def quoted_list(texts: Sequence[str]) -> str:
    """ "“Buurt” en “Leeftijd”"."""
    told = [f"“{text}”" for text in texts]
    return told[0] if len(told) == 1 else _("{first} and {last}").format(first=", ".join(told[:-1]), last=told[-1])


def figure_header(figures: Frequencies) -> tuple[str, ...]:
    """The heads of the columns of `figure_cells`: weighted shares have the unweighted ones beside them."""
    shares = (_("Share, weighted"), _("Unweighted")) if figures.weighted else (_("Share"),)
    return (_("Answer"), _("Number"), *shares, *([_("95% margin")] if _margins(figures) else []))


def figure_cells(row: Row, figures: Frequencies) -> tuple[str | None, ...]:
    """Label, number, share and margin of one answer; None where so few people must stay hidden."""
    if row.suppressed:
        shares: tuple[str | None, ...] = (None, None) if figures.weighted else (None,)
        cells: tuple[str | None, ...] = (row.label, None, *shares)
    else:
        plain = [dates.percent(row.count / figures.n)] if figures.weighted and figures.n else []
        cells = (row.label, dates.number(row.count), dates.percent(row.share), *plain)
    return (*cells, margin_words(row)) if _margins(figures) else cells


def _margins(figures: Frequencies) -> bool:
    return any(row.low is not None for row in figures.rows)


def table_block(table: QuestionTable) -> TableBlock | None:
    """Label, number, share and margin of each answer."""
    figures = table.figures
    if figures is None or not figures.rows:
        return None
    header = figure_header(figures)
    rows = tuple(
        tuple(_("hidden") if cell is None else cell for cell in figure_cells(row, figures)) for row in figures.rows
    )
    columns = (Column(0.5), *[Column(0.0, "right")] * (len(header) - 1))
    return TableBlock(header, rows, columns, row_headers=True, small=True)


def question_blocks(table: QuestionTable) -> tuple[Block, ...]:
    """One question in a report: what it asked, what came out, on what it rests."""
    basis = ", ".join([answered_words(table), *missing_words(table.missing)])
    table = _printable_table(table)
    blocks: list[Block] = [
        Heading(f"{table.number}. {table.text}", 2),
        Paragraph(headline(table), "strong", keep_with_next=True),
        Paragraph(f"{basis}. {method_words(table)}.", "quiet", keep_with_next=True),
    ]
    chart = chart_of(table)
    if chart is not None:
        blocks.append(Figure(_drawer(chart), charts.describe(chart), data=table_block(table)))
    if table.texts:
        blocks.append(Paragraph(_("Open answers are not printed here: they may name people."), "quiet"))
    return tuple(blocks)


def _printable_table(table: QuestionTable) -> QuestionTable:
    figures, finding = table.figures, table.finding
    return replace(
        table,
        text=printable(table.text),
        base=printable(table.base),
        finding=finding and replace(finding, label=printable(finding.label)),
        figures=figures
        and replace(figures, rows=tuple(replace(row, label=printable(row.label)) for row in figures.rows)),
    )


def printable(text: str) -> str:
    """Someone's words with a box for each sign that the typeface lacks (a smiley), so that the report can be made."""
    from wijkraad_app.pdf import fonts

    known = fonts.register()[fonts.REGULAR].face.charToGlyph
    return "".join(sign if ord(sign) in known or sign == "\n" else _BOX for sign in fonts.clean(text))


def _drawer(chart: charts.BarChart) -> Any:
    return lambda width: charts.bar_chart(chart, width, scale=charts.PAPER)


def report(
    view: SurveyView,
    tables: Sequence[QuestionTable],
    *,
    made: datetime,
    house: HouseStyle,
    weighting: Weighting | None = None,
    statements: Mapping[UUID, Statements] | None = None,
    example: bool = False,
) -> Document:
    """The whole survey on paper: how it was done first, then every question; ``weighting`` when figures are.

    ``statements`` come after the question they are kept under.
    """
    done = [_(METHOD_WORDS[view.method]), period_words(view.start, view.end)]
    done.append(ngettext("{n} reply", "{n} replies", view.replies).format(n=dates.number(view.replies)))
    if view.people != view.replies:
        done.append(ngettext("{n} person", "{n} people", view.people).format(n=dates.number(view.people)))
    if view.response is not None:
        done.append(_("{percent} response").format(percent=dates.percent(view.response)))
    title = printable(view.title)
    blocks: list[Block] = [Heading(title), Paragraph(", ".join(part for part in done if part) + ".", "lead")]
    if view.indicative:
        blocks.append(Paragraph(indicative_words(), "small"))
    if weighting is not None:
        by = printable(quoted_list([margin.text for margin in weighting.margins]))
        told = [_("Weighted by {questions}.").format(questions=by), effect_words(weighting), weighting_words()]
        blocks.append(Paragraph(" ".join(told), "small"))
    if view.description:
        blocks.append(Paragraph(printable(view.description)))
    for table in tables:
        blocks.extend(question_blocks(table))
        if statements and (found := statements.get(table.question)) is not None:
            blocks.append(Paragraph(printable(statements_title(found)), "strong", keep_with_next=True))
            blocks.append(likert.figure(likert_of(found)))
    return Document(title, tuple(blocks), made, author=house.sender, language=language(), house=house, example=example)


def indicative_words() -> str:
    """Why there is no margin of error."""
    return _(
        "These figures are indicative: they show what the people who took part said, not what the whole ward thinks."
    )


def effect_words(weighting: Weighting) -> str:
    """What weighting costs: "612 replies count as 497 (design effect 1.23)."."""
    text = _("{n} replies count as {n_eff} (design effect {deff}).")
    return text.format(
        n=dates.number(weighting.replies),
        n_eff=dates.number(int(weighting.n_eff)),
        deff=dates.number(weighting.deff, 2),
    )


def weighting_words() -> str:
    """What weighting does and what it doesn't, said plainly."""
    return _(
        "Weighting lets replies count more or less, until the survey is divided over these answers as the ward is. "
        "It doesn't make up for other differences between who took part and who didn't."
    )


def _number(value: float) -> str:
    return dates.number(value, 0 if float(value).is_integer() else 1)
