"""Dated copies in a folder of their own, and a small list beside them of what each is. Nothing of the content.

The list (``back-ups.json``) holds per copy when it was made, since when its passphrase holds and up to which change
it goes; without it copies are still found by their names.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _, in_language

from .. import migrations
from ..dossier import Dossier
from ..tables import Changeset, Meta
from . import thinning
from .copying import copy_closed, create, place_failure

LIST = "back-ups.json"
PASSPHRASE_SINCE = "passphrase_since"
"""Fact of a dossier: the ISO instant since when its passphrase holds; without it, when the dossier was made."""
_DATED = re.compile(r"(?P<stem>.*) (?P<at>\d{4}-\d{2}-\d{2} \d{6})", re.DOTALL)
_UNFINISHED = re.compile(r"\.wijkraad(\.part|\.new|\.new\.part)(-wal|-shm|-journal)?$")
_ABANDONED = 3600.0
"""After so many seconds nobody writes it any more."""
_FORM = "%Y-%m-%d %H%M%S"


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy that was made, and how many older ones went: thinned out, or past the set age."""

    path: Path
    thinned: int = 0
    aged: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """What the list says of a copy. ``passphrase``: the day since when its passphrase holds, None without one;
    ``newest``: clock reading of its newest change, 0 for none."""

    passphrase: date | None
    newest: int


def folder_in(place: Path, name: str, dossier: UUID) -> Path:
    """The folder in ``place`` for the copies of the dossier ``name``; it need not be there yet.

    It is known in whatever language it was made, and never that of another dossier of the same name.
    """
    usual = [place / folder for folder in folder_names(name)]
    for folder in usual:
        if folder.is_dir() and _owner(folder) in (None, dossier):
            return folder
    if usual[0].is_dir():
        return usual[0].with_name(f"{usual[0].name} {dossier.hex[:6]}")
    return usual[0]


def folder_names(name: str) -> tuple[str, ...]:
    """What the folder is called, in the language in force first."""
    found = [_("Backups of {name}").format(name=name)]
    for language in ("nl", "en"):
        with in_language(language):
            found.append(_("Backups of {name}").format(name=name))
    return tuple(dict.fromkeys(found))


def moment_of(file: Path, stem: str | None = None) -> datetime | None:
    """The civil time in a copy's name; None for a file that isn't a dated copy (of the dossier ``stem``)."""
    match = _DATED.fullmatch(file.stem)
    if match is None or stem not in (None, match["stem"]):
        return None
    try:
        return datetime.strptime(match["at"], _FORM)
    except ValueError:
        return None


def dated(folder: Path, stem: str, suffix: str) -> dict[datetime, Path]:
    """The dated copies in ``folder``."""
    try:
        files = [file for file in folder.iterdir() if file.suffix == suffix and file.is_file()]
    except OSError:
        return {}
    return {at: file for file in sorted(files) if (at := moment_of(file, stem)) is not None}


def notes(folder: Path) -> dict[str, Note]:
    """The list in ``folder`` by file name; what can't be read in it is left out."""
    copies = _listed(folder).get("copies")
    found = {}
    for name, row in copies.items() if isinstance(copies, dict) else ():
        with suppress(TypeError, ValueError, KeyError):
            since = date.fromisoformat(row["passphrase"]) if row["passphrase"] else None
            found[str(name)] = Note(since, int(row["newest"]))
    return found


def newest_change(session: Session) -> int:
    """The clock reading of the newest change in a dossier, 0 for none."""
    return session.scalar(select(func.max(Changeset.clock))) or 0


def passphrase_since(session: Session) -> date | None:
    """The day since when a dossier's passphrase holds, as far as that is known."""
    known = {row.key: row.value for row in session.scalars(select(Meta))}
    try:
        at = datetime.fromisoformat(known.get(PASSPHRASE_SINCE) or known["made"])
    except (KeyError, ValueError):
        return None
    return at.astimezone(clock.local_now().tzinfo).date()


def keep(dossier: Dossier, place: Path | None = None, *, months: int = thinning.MONTHS) -> Kept:
    """A dated copy in the folder ``Back-ups van NAME`` in ``place`` (beside the dossier), after which older ones
    are thinned and those past ``months`` go. Raises `UserError`; older copies then all stay."""
    with Session(dossier.engine) as session:
        note = note_of(session, encrypted=dossier.encrypted)
    return _kept(dossier, place, months, note, create)


def keep_closed(dossier: Dossier, note: Note, place: Path | None = None, *, months: int = thinning.MONTHS) -> Kept:
    """The same of a dossier whose key is put away (`copy_closed`); ``note`` was made when it still was there."""
    return _kept(dossier, place, months, note, copy_closed)


def note_of(session: Session, *, encrypted: bool) -> Note:
    """What the list says of a copy made now."""
    return Note(passphrase_since(session) if encrypted else None, newest_change(session))


def _kept(
    dossier: Dossier, place: Path | None, months: int, note: Note, copied: Callable[[Dossier, Path], Path]
) -> Kept:
    path = dossier.path
    folder = folder_in(place or path.parent, path.stem, dossier.id)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise place_failure(error, folder) from error
    moment = clock.local_now().strftime(_FORM)
    made = copied(dossier, folder / f"{path.stem} {moment}{path.suffix}")
    gone, aged = _thin(dated(folder, path.stem, path.suffix), months)
    known = {name: one for name, one in notes(folder).items() if (folder / name).exists()}
    _write_list(folder, dossier.id, {**known, made.name: note})
    return Kept(made, len(gone) - len(aged), len(aged))


def tidy(dossier: Dossier, place: Path | None = None, *, months: int = thinning.MONTHS) -> int:
    """Thin what is kept in ``place`` (beside the dossier) without making a copy; how many went because of their age.

    So do copies from before the program brought the file up to date (`before_updates`).
    """
    path = dossier.path
    folder = folder_in(place or path.parent, path.stem, dossier.id)
    _gone, aged = _thin(dated(folder, path.stem, path.suffix), months)
    remove(file for file in unfinished(folder, path) if time.time() - file.stat().st_mtime > _ABANDONED)
    limit = thinning.oldest_allowed(clock.local_now(), months).timestamp()
    old = [file for file in before_updates(path) if file.stat().st_mtime < limit] if place is None else []
    return len(aged) + remove(old)


def unfinished(folder: Path, dossier: Path) -> tuple[Path, ...]:
    """What a copy that was cut short (power, kill) left in ``folder``."""
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return ()
    return tuple(
        file
        for file in files
        if _UNFINISHED.search(file.name) and moment_of(Path(_UNFINISHED.sub(".wijkraad", file.name)), dossier.stem)
    )


def before_updates(path: Path) -> tuple[Path, ...]:
    """The copies that lie beside a dossier from before each time the program brought it up to date."""
    names = [path.with_name(f"{path.stem} {revision}{path.suffix}") for revision in migrations.KNOWN]
    return tuple(file for file in names if file.is_file())


def _thin(copies: Mapping[datetime, Path], months: int) -> tuple[set[datetime], frozenset[datetime]]:
    now = clock.local_now().replace(tzinfo=None)
    stay = thinning.staying(copies, now, months)
    gone = {at for at in copies if at not in stay and remove([copies[at]])}
    return gone, thinning.too_old(gone | stay, now, months) & gone


def remove(files: Iterable[Path]) -> int:
    """Remove copies as far as they can be; how many went."""
    count = 0
    for file in files:
        with suppress(OSError):
            file.unlink()
            count += 1
    return count


def _listed(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _owner(folder: Path) -> UUID | None:
    """Whose copies a folder holds; None when that isn't known."""
    try:
        return UUID(str(_listed(folder)["dossier"]))
    except (KeyError, ValueError):
        return None


def _write_list(folder: Path, dossier: UUID, copies: Mapping[str, Note]) -> None:
    """In one step; failing to is no failure of the backup."""
    rows = {
        name: {"passphrase": note.passphrase.isoformat() if note.passphrase else None, "newest": note.newest}
        for name, note in sorted(copies.items())
    }
    temporary = folder / (LIST + ".part")
    with suppress(OSError):
        content = {"dossier": dossier.hex, "copies": rows}
        temporary.write_text(json.dumps(content, indent=1), encoding="utf-8")
        temporary.replace(folder / LIST)
