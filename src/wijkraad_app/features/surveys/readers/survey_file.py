"""What a reader hands over, whatever program made the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wijkraad_app.features.surveys.rules.kinds import Kind, Missing

Answer = int | tuple[int, ...] | float | str | None
"""single, scale: index of the option, or a `Missing` code; multiple: indexes, or a code; number: a float; else text."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something guessed, left out or damaged; ``code`` is stable, ``text`` in the user's language."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadOption:
    """An answer to choose; ``code`` as the file had it when that differs."""

    label: str
    code: str = ""
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """``columns`` are positions in the file, the only safe key: headers repeat and may be empty."""

    columns: tuple[int, ...]
    code: str
    text: str
    kind: Kind
    options: tuple[ReadOption, ...] = ()
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class SurveyFile:
    """Questions and, per question, the answers of all replies in the order of the file.

    ``keys`` tell replies apart, the same for the same reply in a later file. ``persons`` counts people where a reply
    speaks for more than one; None where each reply is one person.
    """

    format: str
    title: str
    questions: tuple[ReadQuestion, ...]
    answers: tuple[tuple[Answer, ...], ...]
    keys: tuple[str, ...]
    persons: tuple[int, ...] | None
    skipped: int
    warnings: tuple[Notice, ...]
    first_day: date | None = None
    last_day: date | None = None

    @property
    def replies(self) -> int:
        return len(self.keys)

    @property
    def people(self) -> int:
        return sum(self.persons) if self.persons is not None else len(self.keys)


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the user decided in the preview; what is left out is guessed.

    ``kinds`` and ``options`` are keyed by a question's first column position; ``options`` are the answers that
    may be chosen, for splitting answers that hold a comma.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_rows: int | None = None
    title: str | None = None
    kinds: Mapping[int, Kind] = field(default_factory=dict)
    options: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """One line of the preview: a question, or a column that is none."""

    position: int
    columns: tuple[int, ...]
    text: str
    kind: Kind
    options: tuple[str, ...]
    samples: tuple[str, ...]
    answered: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be imported with these choices, and everything the user may change first."""

    encoding: str
    delimiter: str
    sheet: str
    sheets: tuple[str, ...]
    header_rows: int
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[ColumnPreview, ...]
    file: SurveyFile


class Notices:
    """Collects notices while a file is read."""

    def __init__(self) -> None:
        self._list: list[Notice] = []

    def add(self, code: str, text: str) -> None:
        self._list.append(Notice(code, text))

    def all(self) -> tuple[Notice, ...]:
        return tuple(self._list)
