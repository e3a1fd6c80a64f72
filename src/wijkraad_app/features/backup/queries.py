"""Copies of a dossier on disk: which there are and what is in one. Nothing here is shown or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.db import backup, history, recovery
from wijkraad_app.db import dossier as dossiers
from wijkraad_app.db.backup import keeping
from wijkraad_app.db.base import journaled_models
from wijkraad_app.db.hybrid_clock import milliseconds
from wijkraad_app.db.tables import Changeset, Device
from wijkraad_app.features.council import queries as council
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError

SHOWN_CHANGES = 5
COUNTED = ("meeting", "survey", "conversation", "signal", "advice", "letter", "person")


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup as a file: when it was made (aware), how large in bytes, whether it needs a passphrase.

    ``since``: the day since when that passphrase holds, where known; ``newest``: the clock reading of its newest
    change, None where that isn't known. ``place`` is where it lies when that isn't beside the dossier. ``salt``: its
    first 16 bytes, alike for all that one passphrase opens.
    """

    path: Path
    at: datetime
    size: int
    encrypted: bool
    since: date | None = None
    newest: int | None = None
    place: str = ""
    salt: bytes = b""


@dataclass(frozen=True, slots=True)
class Change:
    """One of the newest changes in a backup; ``who`` is "" when nobody was named, else a person or a computer."""

    at: datetime
    label: str
    who: str


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a backup: whose, when it was last worked in (aware, None for a new dossier), how many records of
    each kind of `COUNTED`, and the newest changes."""

    council: str
    changed: datetime | None
    counts: tuple[tuple[str, int], ...] = ()
    changes: tuple[Change, ...] = ()


def folder(dossier: Path) -> Path:
    """Where copies are kept beside a dossier; it need not be there yet."""
    return _folders(dossier.parent, dossier)[0]


def kept(dossier: Path) -> tuple[Copy, ...]:
    """The copies kept beside the dossier, the newest first; among them those from before the program brought it up
    to date, which never count as holding the newest change."""
    found = [copy for place in _folders(dossier.parent, dossier) for copy in _in_folder(place, dossier)]
    earlier = [replace(one, newest=0) for one in _read(keeping.before_updates(dossier), dossier)]
    return _sorted([*found, *earlier])


def kept_in(place: Path, name: str, dossier: Path, owner: UUID) -> tuple[Copy, ...]:
    """The copies of the dossier with id ``owner`` in another ``place``, called ``name``, the newest first."""
    return _sorted(_in_folder(keeping.folder_in(place, dossier.stem, owner), dossier, name))


def look(file: Path) -> Copy:
    """One file as a backup. `UserError` for what isn't a dossier."""
    return _copy(file, keeping.notes(file.parent).get(file.name), keeping.moment_of(file))


def by_paper(typed: str | None) -> bytes | None:
    """The raw key, when what was typed instead of a passphrase is the key of a recovery sheet."""
    if typed is None or not recovery.looks_typed(typed):
        return None
    try:
        return recovery.read(typed)
    except UserError:
        return None


def content(file: Path, typed: str | None) -> Content:
    """What is in a backup; it stays as it is. ``typed``: its passphrase, or the key of the sheet of that time.
    `UserError` as `dossier.open_` raises."""
    with backup.opened(file, typed, key=by_paper(typed)) as opened, Session(opened.engine) as session:
        body = council.council(session)
        return Content(body.name if body else "", changed(session), _counts(session), _changes(session))


def changed(session: Session) -> datetime | None:
    """When the dossier was last worked in."""
    newest = keeping.newest_change(session)
    return _instant(newest) if newest else None


def up_to_date(newest: int, copies: Iterable[Copy], salt: bytes) -> bool:
    """Whether one of ``copies`` holds the ``newest`` change and opens with the passphrase of now (the dossier's
    ``salt``); a dossier in which nothing was done needs none. A copy that isn't in the list of its folder counts by
    its moment.
    """
    own, at = [copy for copy in copies if copy.salt == salt], _instant(newest)
    return not newest or any(copy.at > at if copy.newest is None else copy.newest >= newest for copy in own)


def _folders(place: Path, dossier: Path) -> tuple[Path, ...]:
    """By its name in the language in force first: it was made in the language of that day."""
    usual = [place / name for name in keeping.folder_names(dossier.stem)]
    return tuple(sorted(usual, key=lambda one: not one.is_dir()))


def _in_folder(place: Path, dossier: Path, name: str = "") -> list[Copy]:
    try:
        files = [file for file in sorted(place.iterdir()) if file.suffix == dossier.suffix]
    except OSError:
        return []
    return _read(files, dossier, keeping.notes(place), name)


def _read(
    files: Iterable[Path], dossier: Path, noted: Mapping[str, keeping.Note] | None = None, name: str = ""
) -> list[Copy]:
    found = []
    for file in files:
        try:
            found.append(_copy(file, (noted or {}).get(file.name), keeping.moment_of(file, dossier.stem), name))
        except (UserError, OSError):
            continue  # lies there, but is no dossier
    return found


def _copy(file: Path, note: keeping.Note | None, at: datetime | None = None, place: str = "") -> Copy:
    encrypted, state = dossiers.is_encrypted(file), file.stat()
    made = at.replace(tzinfo=clock.local_now().tzinfo) if at else datetime.fromtimestamp(state.st_mtime, UTC)
    since = note.passphrase if note and encrypted else None
    newest = note.newest if note else None
    return Copy(file, made, state.st_size, encrypted, since, newest, place, dossiers.salt_of(file))


def _sorted(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    found = {copy.path: copy for copy in copies}
    return tuple(sorted(found.values(), key=lambda copy: (copy.at, copy.path.name), reverse=True))


def _counts(session: Session) -> tuple[tuple[str, int], ...]:
    models = journaled_models()
    found = []
    for kind in COUNTED:
        model = models[kind]
        count = session.scalar(select(func.count(model.id)).where(model.deleted.is_(False))) or 0
        if count:
            found.append((kind, count))
    return tuple(found)


def _changes(session: Session) -> tuple[Change, ...]:
    rows = session.scalars(select(Changeset).order_by(Changeset.clock.desc()).limit(SHOWN_CHANGES)).all()
    names = council.person_names(session, {row.actor for row in rows if row.actor})
    computers = {row.id: row.name for row in session.scalars(select(Device))}
    return tuple(
        Change(
            _instant(row.clock),
            history.label(session, row),
            (names.get(row.actor, "") if row.actor else "") or computers.get(row.device, ""),
        )
        for row in rows
    )


def _instant(reading: int) -> datetime:
    return datetime.fromtimestamp(milliseconds(reading) / 1000, UTC)
