"""What kind of question a column holds, judged by its values."""

from __future__ import annotations

import re

from wijkraad_app.features.surveys.rules.kinds import Kind

from .grouping import Draft
from .headers import Column
from .splitting import guess_splitter
from .values import NO, YES, as_number, looks_like_day, scale_order

_CODE = re.compile(r"[A-Z]{1,2}\d{1,3}|-oth-")
_NAME = re.compile(r"[A-Za-z0-9_\-]{1,40}")


def guess_kind(draft: Draft, format: str) -> Kind:
    """The likeliest kind; every guess is told to the user."""
    if draft.ticks:
        return Kind.MULTIPLE
    column = draft.columns[0]
    given = column.distinct
    if not given:
        return Kind.OPEN
    if _mostly_days(column):
        return Kind.DATE
    if all(as_number(value) is not None for value in given):
        return _number_kind(column)
    if guess_splitter(column, format) is not None:
        return Kind.MULTIPLE
    if len(given) <= 9 and scale_order(given) is not None:
        return Kind.SCALE
    return Kind.SINGLE if _choices(column, format) else Kind.OPEN


def _mostly_days(column: Column) -> bool:
    days = sum(count for value, count in column.counts.items() if value and looks_like_day(value))
    return days * 10 >= column.answered * 9


def _number_kind(column: Column) -> Kind:
    numbers = [as_number(value) or 0.0 for value in column.distinct]
    whole = all(number.is_integer() for number in numbers)
    if not whole:
        return Kind.NUMBER
    if len(numbers) <= 2 and column.answered >= 5:
        return Kind.SINGLE
    if min(numbers) >= 0 and max(numbers) <= 10 and len(numbers) >= 3 and column.answered >= 2 * len(numbers):
        return Kind.SCALE
    return Kind.NUMBER


def _choices(column: Column, format: str) -> bool:
    given = column.distinct
    words = {value.casefold() for value in given}
    if words <= (YES | NO):
        return True
    if len(given) <= 40 and format in ("kobo", "limesurvey"):
        pattern = _NAME if format == "kobo" else _CODE
        if all(pattern.fullmatch(value) for value in given):
            return True
    if sum(map(len, given)) > 80 * len(given):
        return False
    few = len(words) <= 30 and column.answered >= 2 * len(words)
    return few or (len(words) <= 80 and column.answered >= 10 * len(words))
