"""Open any file of answers: an export gives a preview, an entry sheet says which survey it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from wijkraad_app.features.surveys.queries import SheetQuestions
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .entry_sheet import SheetMark, SheetQuestion, SheetReplies, entry_sheet, sheet_mark, sheet_replies
from .grid import Grid
from .reading import open_grid, preview_of
from .survey_file import ImportChoices, Notices, Preview


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """An entry sheet as it lies: ``mark`` names its survey; `filled` reads it with that survey's questions."""

    mark: SheetMark
    grid: Grid

    def filled(self, known: SheetQuestions) -> SheetReplies:
        """The forms on the sheet. `UserError` names what was typed wrong, and on which form; "sheet_outdated"."""
        if len(self.grid.rows) > 2 and self.mark.version != known.version:
            message = _(
                "The questions have changed since this sheet was made. Make a new sheet and copy the rows into it."
            )
            raise UserError(message, code="sheet_outdated")
        return sheet_replies(self.grid, _asked(known))


def opened(data: bytes, name: str, choices: ImportChoices | None = None) -> Preview | FilledSheet:
    """What the bytes are. `UserError` in one sentence when they are neither."""
    chosen, notices = choices or ImportChoices(), Notices()
    grid = open_grid(data, chosen, notices)
    mark = sheet_mark(grid)
    return FilledSheet(mark, grid) if mark is not None else preview_of(grid, name, chosen, notices)


def empty_sheet(known: SheetQuestions, forms: int = 100) -> bytes:
    """The entry sheet of a survey, with room for a number of forms."""
    return entry_sheet(SheetMark(known.survey, known.version), _asked(known), forms)


def _asked(known: SheetQuestions) -> list[SheetQuestion]:
    return [
        SheetQuestion(question.number, question.text, question.kind, tuple(option.label for option in question.options))
        for question in known.questions
    ]
