"""A draft of known kind into a question and its answers, each distinct cell worked out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from wijkraad_app.features.surveys.rules.kinds import Kind, Missing, missing_option
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .grouping import Draft, readable
from .headers import Column
from .splitting import known_splitter
from .survey_file import Answer, ReadOption, ReadQuestion
from .values import NO, as_number, natural_order, scale_order

MOST_OPTIONS = 200
_BLANK = int(Missing.BLANK)


def encode(draft: Draft, kind: Kind, format: str, known: Sequence[str] = ()) -> tuple[ReadQuestion, tuple[Answer, ...]]:
    """The question and one answer per reply. `UserError` "too_many_options" when a choice has too many answers."""
    if draft.ticks and kind is Kind.MULTIPLE:
        options, answers = _ticks(draft)
    elif kind is Kind.MULTIPLE:
        options, answers = _split(draft.columns[0], format, known)
    elif kind.coded:
        options, answers = _chosen(_one_column(draft), kind, format)
    elif kind is Kind.NUMBER:
        options, answers = (), _mapped(draft.columns[0], as_number)
    else:
        options, answers = (), _mapped(_one_column(draft), lambda value: value or None)
    if len(options) > MOST_OPTIONS:
        message = _("“{question}” has {count} different answers. Read it as an open answer.")
        raise UserError(message.format(question=draft.text, count=len(options)), code="too_many_options")
    columns = tuple(column.position for column in draft.columns)
    return ReadQuestion(columns, draft.code, draft.text, kind, options, draft.part_of), answers


def _mapped(column: Column, convert: object) -> tuple[Answer, ...]:
    assert callable(convert)
    values = {value: convert(value) if value else None for value in column.counts}
    return tuple(map(values.__getitem__, column.values))


def _one_column(draft: Draft) -> Column:
    """Ticked columns read as text: what was ticked, in words."""
    if len(draft.columns) == 1:
        return draft.columns[0]
    pairs = tuple(zip(*(column.values for column in draft.columns), strict=True))
    values = tuple(
        "; ".join(label for label, cell in zip(draft.labels, row, strict=True) if cell.casefold() not in NO)
        for row in pairs
    )
    first = draft.columns[0]
    return Column(first.position, first.top, first.sub, values, Counter(values), first.spread)


def _options(labels: Iterable[str], format: str) -> tuple[ReadOption, ...]:
    made = []
    for label in labels:
        shown = readable(label, format)
        made.append(ReadOption(shown, label if shown != label else "", missing_option(shown)))
    return tuple(made)


def _chosen(column: Column, kind: Kind, format: str) -> tuple[tuple[ReadOption, ...], tuple[Answer, ...]]:
    labels = _spellings(column)
    order = _in_order(labels, kind)
    places = {label.casefold(): index for index, label in enumerate(order)}
    codes = {value: places[value.casefold()] if value else _BLANK for value in column.counts}
    return _options(order, format), tuple(map(codes.__getitem__, column.values))


def _spellings(column: Column) -> list[str]:
    """One spelling, the most used, of answers that differ only in capitals."""
    kept: dict[str, str] = {}
    for value in column.distinct:
        kept.setdefault(value.casefold(), value)
    return list(kept.values())


def _in_order(labels: list[str], kind: Kind) -> Sequence[str]:
    numbers = [as_number(label) for label in labels]
    if labels and all(number is not None and number.is_integer() for number in numbers):
        whole = sorted(int(number) for number in numbers if number is not None)
        if kind is Kind.SCALE and whole[-1] - whole[0] <= 20:
            return [str(step) for step in range(whole[0], whole[-1] + 1)]
        return sorted(labels, key=lambda label: as_number(label) or 0)
    ordered = scale_order(labels) or natural_order(labels) or labels
    return [*(label for label in ordered if not missing_option(label)), *filter(missing_option, ordered)]


def _split(column: Column, format: str, known: Sequence[str]) -> tuple[tuple[ReadOption, ...], tuple[Answer, ...]]:
    splitter = known_splitter(column, format, known)
    pieces = {cell: splitter.split(cell) for cell in column.counts}
    counts: Counter[str] = Counter()
    for cell, parts in pieces.items():
        for part in parts:
            counts[part] += column.counts[cell]
    order = [part for part, _times in sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold()))]
    order += [option for option in known if option not in counts]
    places = {part: index for index, part in enumerate(order)}
    codes: dict[str, Answer] = {
        cell: tuple(sorted(places[part] for part in parts)) if parts else _BLANK for cell, parts in pieces.items()
    }
    return _options(order, format), tuple(map(codes.__getitem__, column.values))


def _ticks(draft: Draft) -> tuple[tuple[ReadOption, ...], tuple[Answer, ...]]:
    done: dict[tuple[str, ...], Answer] = {}
    answers: list[Answer] = []
    for row in zip(*(column.values for column in draft.columns), strict=True):
        answer = done.get(row)
        if answer is None:
            answer = done[row] = _ticked(row)
        answers.append(answer)
    codes = [
        column.top.rsplit("/", 1)[-1] if "/" in column.top and not column.spread else "" for column in draft.columns
    ]
    options = tuple(
        ReadOption(label, code if code != label else "", missing_option(label))
        for label, code in zip(draft.labels, codes, strict=True)
    )
    return options, tuple(answers)


def _ticked(row: Sequence[str]) -> Answer:
    """All cells empty is no answer; an explicit no or 0 is an answer with nothing ticked."""
    if not any(row):
        return _BLANK
    return tuple(index for index, cell in enumerate(row) if cell.casefold() not in NO)
