"""Files that go with a letter: looked at, kept, and the letter drawn again where it waits for its first signature."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid4

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf.enclosing import Looked, look
from wijkraad_app.pdf.files import write_whole
from wijkraad_app.pdf.letter import Enclosed

from .. import documents, queries, service
from ..queries import EnclosureRow
from ..rules import LetterState


def add_enclosure(
    workspace: Workspace, advice: UUID, file: Path | Looked, *, title: str = "", alt: str = ""
) -> EnclosureRow:
    """Let a file go with a letter, under its own name without a ``title``; one step to undo.

    `UserError` as `enclosing.look` and `service.add_enclosure`.
    """
    looked = look(file) if isinstance(file, Path) else file
    group = uuid4()
    added = workspace.do(
        service.add_enclosure,
        advice=advice,
        title=title or Path(looked.name).stem,
        how=looked.how,
        file_name=looked.name,
        data=looked.data,
        media_type=looked.media_type,
        alt=alt,
        group=group,
    )
    _draw_again(workspace, advice, group)
    return next(one for one in workspace.read(queries.enclosures, advice) if one.id == added)


def change_enclosure(workspace: Workspace, advice: UUID, enclosure: UUID, *, title: str, alt: str = "") -> None:
    """Call an enclosure something else; one step to undo."""
    group = uuid4()
    workspace.do(service.change_enclosure, id=enclosure, title=title, alt=alt, group=group)
    _draw_again(workspace, advice, group)


def remove_enclosure(workspace: Workspace, advice: UUID, enclosure: UUID) -> None:
    """Take a file from the letter; one step to undo."""
    group = uuid4()
    workspace.do(service.remove_enclosure, id=enclosure, group=group)
    _draw_again(workspace, advice, group)


def _draw_again(workspace: Workspace, advice: UUID, group: UUID) -> None:
    letter = workspace.read(queries.letter_of, advice)
    if letter is None or letter.state is not LetterState.READY:
        return
    given = workspace.read(queries.adopted_input, advice, letter.day or clock.today())
    workspace.do(service.draw_again, letter=letter.id, pdf=documents.letter_pdf(given), group=group)


def write_beside(letter: Path, enclosed: Sequence[Enclosed]) -> tuple[Path, ...]:
    """Write the files that travel on their own into a folder beside the letter. `UserError` ``cannot_write``."""
    going = [one for one in enclosed if one.how == "beside"]
    if not going:
        return ()
    folder = letter.with_name(_("{letter} enclosures").format(letter=letter.stem))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        message = _("“{file}” can't be written there. Choose another folder.")
        raise UserError(message.format(file=folder.name), code="cannot_write") from error
    return tuple(_written(folder, one, number) for number, one in enumerate(going, 1))


def _written(folder: Path, one: Enclosed, number: int) -> Path:
    path = folder / Path(one.file_name).name
    taken = path.exists() and path.read_bytes() != one.data
    target = folder / f"{number} {path.name}" if taken else path
    write_whole(target, one.data)
    return target
