"""Columns that belong to one question: ticked options, rows of a grid, a list with its details."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from .headers import Column
from .values import NO, YES

_BRACKET = re.compile(r"(.*?)\s*\[([^\[\]]+)\]\s*\.?", re.DOTALL)
_OTHER = re.compile(r"(andere?s?|overig|other)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A question before its kind is known. ``labels`` name the options when each column is one of them."""

    columns: tuple[Column, ...]
    code: str
    text: str
    part_of: str = ""
    labels: tuple[str, ...] = ()

    @property
    def ticks(self) -> bool:
        return bool(self.labels)

    @property
    def position(self) -> int:
        return self.columns[0].position


def group(columns: Sequence[Column], format: str) -> tuple[list[Draft], list[str]]:
    """Questions in the order of the file, and the headers of lists left out because their details are there."""
    drafts: list[Draft] = []
    left_out: list[str] = []
    details = {prefix for prefix, run in _runs(columns, format) if prefix and _are_ticks(run, prefix, format)}
    for prefix, run in _runs(columns, format):
        if prefix in details:
            drafts.extend(_ticked(run, prefix, format))
        elif prefix and len(run) > 1 and not _is_path(run[0], format):
            drafts.extend(_part(column, prefix, format) for column in run)
        else:
            for column in run:
                if format == "kobo" and column.top in details:
                    left_out.append(readable(column.top, format))
                else:
                    drafts.append(_plain(column, format))
    return drafts, left_out


def _runs(columns: Sequence[Column], format: str) -> Iterable[tuple[str, list[Column]]]:
    for prefix, run in groupby(columns, key=lambda column: _prefix(column, format)):
        yield prefix, list(run)


def _prefix(column: Column, format: str) -> str:
    if column.spread:
        return column.top
    if found := _BRACKET.fullmatch(column.top):
        return found[1]
    if format == "kobo" and "/" in column.top:
        return column.top.rsplit("/", 1)[0]
    return ""


def _label(column: Column, format: str) -> str:
    if column.spread:
        return column.sub
    if found := _BRACKET.fullmatch(column.top):
        return found[2].strip()
    return readable(column.top, format)


def _is_path(column: Column, format: str) -> bool:
    return format == "kobo" and not column.spread and not _BRACKET.fullmatch(column.top)


def _are_ticks(run: list[Column], prefix: str, format: str) -> bool:
    options = [column for column in run if not _is_other(column, format)]
    if len(options) < 2 or not any(column.answered for column in options):
        return False
    return all(_is_tick(column, _label(column, format), format) for column in options)


def _is_tick(column: Column, label: str, format: str) -> bool:
    given = column.distinct
    words = {value.casefold() for value in given}
    if column.spread or format == "google":
        return len(given) <= 1 and all(_alike(value, label) or value.casefold() in YES for value in given)
    return words <= (YES | NO | {label.casefold()})


def _alike(value: str, label: str) -> bool:
    return value.casefold().split() == label.casefold().split()


def _is_other(column: Column, format: str) -> bool:
    return bool(_OTHER.fullmatch(_label(column, format))) and not _is_tick(column, _label(column, format), format)


def _ticked(run: list[Column], prefix: str, format: str) -> Iterable[Draft]:
    options = tuple(column for column in run if not _is_other(column, format))
    labels = tuple(_label(column, format) for column in options)
    yield Draft(options, prefix, readable(prefix, format), labels=labels)
    yield from (_part(column, prefix, format) for column in run if column not in options)


def _part(column: Column, prefix: str, format: str) -> Draft:
    label, whole = _label(column, format), readable(prefix, format)
    return Draft((column,), column.top, f"{whole} – {label}" if whole else label, part_of=whole)


def _plain(column: Column, format: str) -> Draft:
    text = readable(column.top, format)
    if column.sub and not column.spread:
        text = f"{text} – {column.sub}" if text else column.sub
    return Draft((column,), column.top, text)


def readable(name: str, format: str) -> str:
    """Kobo's path and underscores as words; other texts as they are."""
    if format != "kobo" or " " in name:
        return name
    return " ".join(part for part in name.rsplit("/", 1)[-1].split("_") if part) or name
