"""Making copies where they belong, and what this computer remembers of that per dossier. Never on the window's thread.

Window and command line share these. A round copies to the folder beside the dossier and, when it is there, to the
place elsewhere; what fails in one place doesn't keep the other from getting its copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from wijkraad_app.db import backup, device
from wijkraad_app.db import dossier as dossiers
from wijkraad_app.db.backup import erased, keeping, thinning, volumes
from wijkraad_app.db.backup.copying import place_failure
from wijkraad_app.db.backup.volumes import Place, Volume
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.preferences import Preferences

from . import queries, rules
from .queries import Copy


@dataclass(frozen=True, slots=True)
class Choices:
    """Chosen on this computer for one dossier: after how many months a copy goes, and where else copies are kept.

    ``elsewhere_at``: when the place elsewhere last got one (aware).
    """

    months: int = thinning.MONTHS
    elsewhere: Place | None = None
    elsewhere_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """What a round made: beside the dossier and elsewhere, None where nothing was needed or it failed."""

    beside: backup.Kept | None = None
    elsewhere: backup.Kept | None = None
    problems: tuple[UserError, ...] = ()

    @property
    def made(self) -> tuple[backup.Kept, ...]:
        return tuple(one for one in (self.beside, self.elsewhere) if one is not None)

    @property
    def aged(self) -> int:
        """How many copies went because of their age."""
        return sum(one.aged for one in self.made)


@dataclass(frozen=True, slots=True)
class State:
    """The copies that can be reached now, the newest first, and whether they are recent enough.

    ``missing``: the place elsewhere isn't there now. ``last``: when the newest was made; ``overdue`` and
    ``overdue_elsewhere`` as `rules.overdue`.
    """

    copies: tuple[Copy, ...]
    sticks: tuple[Volume, ...]
    missing: bool = False
    last: datetime | None = None
    overdue: bool = False
    overdue_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """Copies that still hold what was erased in the dossier since, and those of which that can't be seen: they have
    another passphrase."""

    erased: tuple[Copy, ...] = ()
    unseen: tuple[Copy, ...] = ()


def choices(preferences: Preferences, workspace: LocalWorkspace) -> Choices:
    """What was chosen here for this dossier; what can't be read counts as not chosen."""
    kept = preferences.get(_key(workspace))
    stored: dict[str, Any] = kept if isinstance(kept, dict) else {}
    months, at = stored.get("months"), stored.get("elsewhere_at")
    return Choices(
        months if months in rules.AGES else thinning.MONTHS,
        volumes.stored_place(stored.get("elsewhere")),
        _instant(at) if isinstance(at, str) else None,
    )


def choose(preferences: Preferences, workspace: LocalWorkspace, chosen: Choices) -> None:
    """Remember outside the dossier."""
    place, at = chosen.elsewhere, chosen.elsewhere_at
    stored = {
        "months": chosen.months,
        "elsewhere": place.stored() if place else None,
        "elsewhere_at": at.isoformat() if at else None,
    }
    preferences.set(_key(workspace), stored)


def keep(workspace: LocalWorkspace, chosen: Choices, *, only_changed: bool = True) -> Round:
    """A round: a copy wherever the newest change has none yet, or in any case. Problems are in the result."""
    return _both(workspace, chosen, only_changed=only_changed, beside=True)


def keep_elsewhere(workspace: LocalWorkspace, chosen: Choices) -> Round:
    """Only the place elsewhere, when it is there and lacks the newest change."""
    return _both(workspace, chosen, only_changed=True, beside=False)


def _both(workspace: LocalWorkspace, chosen: Choices, *, only_changed: bool, beside: bool) -> Round:
    found, problems = Round(), []
    path = workspace.path
    if beside and not (only_changed and _covered(workspace, queries.kept(path))):
        try:
            found = replace(found, beside=_keep(workspace, None, chosen))
        except UserError as error:
            problems.append(error)
    place = _there(chosen)
    if place is not None:
        copies = queries.kept_in(place, "", path, workspace.dossier.id)
        if not (only_changed and _covered(workspace, copies)):
            try:
                found = replace(found, elsewhere=_keep_in(workspace, place, chosen))
            except UserError as error:
                problems.append(error)
    return replace(found, problems=tuple(problems))


def _covered(workspace: LocalWorkspace, copies: Iterable[Copy]) -> bool:
    if workspace.locked:
        newest = workspace.while_locked(lambda _dossier, note: note.newest)
    else:
        newest = workspace.read(keeping.newest_change)
    return queries.up_to_date(newest, copies, workspace.dossier.salt)


def _keep_in(workspace: LocalWorkspace, place: Path, chosen: Choices) -> backup.Kept:
    try:
        place.mkdir(exist_ok=True, parents=chosen.elsewhere is not None and chosen.elsewhere.on_stick)
    except OSError as error:
        raise place_failure(error, place) from error
    return _keep(workspace, place, chosen)


def _keep(workspace: LocalWorkspace, place: Path | None, chosen: Choices) -> backup.Kept:
    """As a reader, so that the dossier isn't locked or given another key meanwhile; of a locked one the file as it
    lies."""
    months = chosen.months
    if workspace.locked:
        return workspace.while_locked(lambda dossier, note: backup.keep_closed(dossier, note, place, months=months))
    return workspace.read(lambda _session: backup.keep(workspace.dossier, place, months=months))


def tidy(workspace: LocalWorkspace, chosen: Choices) -> int:
    """Thin what is kept, here and elsewhere, without making a copy; how many went because of their age."""
    place = _there(chosen)
    count = keeping.tidy(workspace.dossier, months=chosen.months)
    return count + (keeping.tidy(workspace.dossier, place, months=chosen.months) if place is not None else 0)


def create(workspace: LocalWorkspace, target: Path) -> Path:
    """One copy, anywhere; the file there is replaced. `UserError` as backups raise."""
    return workspace.read(lambda _session: backup.create(workspace.dossier, target))


def after(chosen: Choices, done: Round) -> Choices:
    """What to remember after a round."""
    return replace(chosen, elsewhere_at=clock.now()) if done.elsewhere is not None else chosen


def place_of(folder: Path) -> Place:
    """A folder that was chosen, as a place: on a stick when it lies on one."""
    return volumes.place_of(folder, volumes.connected())


def is_there(chosen: Choices) -> bool:
    """Whether the place elsewhere can be reached now."""
    return _there(chosen) is not None


def _there(chosen: Choices) -> Path | None:
    return chosen.elsewhere.path(volumes.connected()) if chosen.elsewhere is not None else None


def state(workspace: LocalWorkspace, chosen: Choices) -> State:
    """Where the copies of this dossier are and how old."""
    path, owner, sticks = workspace.path, workspace.dossier.id, volumes.connected()
    beside, elsewhere = queries.kept(path), chosen.elsewhere
    place = elsewhere.path(sticks) if elsewhere is not None else None
    other = queries.kept_in(place, elsewhere.name, path, owner) if place and elsewhere else ()
    copies = tuple(sorted((*beside, *other), key=lambda copy: (copy.at, copy.path), reverse=True))
    last, changed, now = copies[0].at if copies else None, workspace.read(queries.changed), clock.now()
    away = elsewhere is not None and not _covered(workspace, other)
    return State(
        copies=copies,
        sticks=sticks,
        missing=elsewhere is not None and place is None,
        last=last,
        overdue=not _covered(workspace, copies) and rules.overdue(last, changed, now),
        overdue_elsewhere=away and rules.overdue(chosen.elsewhere_at, changed, now, rules.WARN_AWAY),
    )


def holding(workspace: LocalWorkspace, copies: Iterable[Copy]) -> Holding:
    """Which of ``copies`` hold what was erased since; each is opened for reading."""
    items = workspace.read(erased.erased_items)
    found = {copy: erased.holds_erased(workspace.dossier, copy.path, items) for copy in copies}
    return Holding(
        erased=tuple(copy for copy, holds in found.items() if holds),
        unseen=tuple(copy for copy, holds in found.items() if holds is None),
    )


def replace_erased(workspace: LocalWorkspace, chosen: Choices, copies: Iterable[Copy]) -> int:
    """Write those copies anew without what was erased; the rest stays in them. How many were written.

    First a new copy is made in each place, in case something goes wrong on the way; one that can't be cleaned goes.
    `UserError` when a place got no copy.
    """
    done = keep(workspace, chosen, only_changed=True)
    if done.problems:
        raise done.problems[0]
    items, count = workspace.read(erased.erased_items), 0
    for copy in copies:
        if not _cleaned(workspace, copy.path, items):
            keeping.remove([copy.path])
        count += 1
    return count


def _cleaned(workspace: LocalWorkspace, file: Path, items: tuple[erased.Item, ...]) -> bool:
    """Through a restored copy beside it, in which erasures are applied again."""
    fresh = file.with_name(f"{file.name}.new")
    try:
        backup.restore(file, fresh, key=workspace.dossier.key)
        if erased.holds_erased(workspace.dossier, fresh, items) is not False:
            return False
        fresh.replace(file)
    except (UserError, OSError):
        return False
    finally:
        device.forget(workspace.dossier.id, fresh)
        keeping.remove(left for left in (fresh, *dossiers.side_files(fresh)) if left.exists())
    return True


def restore(file: Path, target: Path, typed: str | None) -> Path:
    """Make a dossier at ``target``, which must not exist, from a backup, opened as `queries.content` does. The backup
    stays as it is."""
    return backup.restore(file, target, typed, key=queries.by_paper(typed))


def _key(workspace: LocalWorkspace) -> str:
    return f"backup {workspace.dossier.id.hex}"


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
