"""An open dossier as windows and command-line verbs use it: read, do, undo, redo."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from wijkraad_app.kernel import clock, late, threads
from wijkraad_app.kernel.changes import ChangeBus, Changes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.workspace import Stepped

from . import check, erasure, exchange, loose_ends, merge, migrations, rekey, undo
from . import device as devices
from . import dossier as dossiers
from .dossier import Dossier
from .exchange import Bundle
from .gate import Gate
from .journal import Entry, Journal
from .tables import Changeset, Device
from .texts import DamagedText
from .unit import UnitOfWork
from .verbs import verb_of

if TYPE_CHECKING:
    from .backup import Note

R = TypeVar("R")
_GARBLED = (ValueError, TypeError, LookupError, AttributeError)
"""What reading a value raises that isn't what it should be; also what a fault of the program may raise."""


class LocalWorkspace:
    """Reads run beside each other; units of work come one after another. ``written``: anything changed in this stay."""

    def __init__(self, dossier: Dossier, actor: UUID | None = None) -> None:
        self.dossier = dossier
        self.path: Path = dossier.path
        self.actor = actor
        self.changes = ChangeBus()
        self.written = False
        self.locked = False
        self._resting: Note | None = None
        self._writing = threading.Lock()
        self._gate = Gate()
        self._device: devices.LocalDevice | None = devices.load(dossier.id, dossier.path)
        with Session(dossier.engine) as session:
            last_clock = session.scalar(select(func.max(Changeset.clock))) or 0
            self._refuse_rolled_back(session)
        self._journal = Journal(migrations.HEAD, self._writing_device, last_clock)

    @property
    def encrypted(self) -> bool:
        return self.dossier.encrypted

    def read(self, query: Callable[..., R], /, *args: Any, **kwargs: Any) -> R:
        """Run ``query(session, *args, **kwargs)``; never on a thread where waiting is forbidden."""
        threads.check()
        with self._faults_told(), self._gate.shared():
            self._refuse_locked()
            with Session(self.dossier.engine) as session:
                return query(session, *args, **kwargs)

    def do(self, verb: Callable[..., R], /, *, group: UUID | None = None, **kwargs: Any) -> R:
        """Run ``verb(unit, **kwargs)`` as one transaction and one changeset. Nothing is stored when it raises."""
        declared = verb_of(verb)

        def act(unit: UnitOfWork) -> tuple[R, Entry]:
            result = verb(unit, **kwargs)
            return result, Entry(declared.id, unit.params, unit.actor, group)

        return self._unit(act)

    def undo(self, *, within: EntityRef | None = None) -> Stepped:
        """Take back the newest own step; with ``within`` the newest that touched that record or its parts."""
        return self._step(within, redo=False)

    def redo(self, *, within: EntityRef | None = None) -> Stepped:
        """Do the newest undone step again."""
        return self._step(within, redo=True)

    def receive(self, bundle: Bundle) -> merge.Received:
        """Take in the changesets of other computers (`exchange.changesets_since` gives them)."""

        def taken_in(session: Session) -> tuple[merge.Received, Changes]:
            received = merge.receive(session, bundle)
            self._journal.seen(received.newest)
            return received, received.changes

        return self._write(taken_in)

    def take_in_waiting(self) -> None:
        """Apply what was set aside and can be applied by now: after an update, or when no clock is ahead any more."""
        with threads.allowed_here():
            if self.read(loose_ends.waiting):
                self.receive(Bundle(self.read(exchange.dossier_of)))

    def close(self) -> None:
        """Close the file, also when it or its stick is gone."""
        self.dossier.close()

    # --- key and place -----------------------------------------------------------------
    @property
    def read_only(self) -> bool:
        return self.dossier.read_only

    def rest(self) -> None:
        """Bring everything into the one file, so that a copy made now is whole; skipped while someone reads."""
        threads.check()
        with suppress(UserError), self._writing, self._gate.alone(0.2):
            if not (self.locked or self.read_only) and self.dossier.in_place:
                self.dossier.checkpoint()

    def lock(self) -> None:
        """Finish what is being written and read, then forget the key: all is refused (``locked``) until `unlock`."""
        threads.check()
        with self._writing, self._gate.alone():
            if not self.locked:
                self._resting = self._at_rest()
            self.locked = True
            self.dossier.forget_key()

    def _at_rest(self) -> Note | None:
        """All in the one file, and what there is to say of it; None when it can't be read: locking goes on."""
        from .backup.keeping import note_of

        if self.read_only:
            return None
        self.dossier.checkpoint()
        with suppress(DatabaseError, UserError), Session(self.dossier.engine) as session:
            return note_of(session, encrypted=self.encrypted)
        return None

    def while_locked(self, act: Callable[[Dossier, Note], R]) -> R:
        """Run ``act`` with the file of a locked dossier and what was known of it then; nobody unlocks it meanwhile.

        `UserError` ``unlocked`` when it isn't locked, or when nothing is known.
        """
        threads.check()
        with self._gate.alone():
            if not self.locked or self._resting is None:
                raise UserError(_("The dossier is locked. Unlock it first."), code="unlocked")
            return act(self.dossier, self._resting)

    def unlock(self, passphrase: str | None = None, *, key: bytes | None = None) -> None:
        """Work on after `lock`. `UserError` ``wrong_passphrase``, ``missing`` …; then it stays locked."""
        threads.check()
        with self._gate.alone():
            self.dossier.unlock(passphrase, key=key)
            self.locked = False

    def change_passphrase(self, passphrase: str | None) -> None:
        """Another passphrase, a first one, or None for none; as `rekey.change`, which tells the refusals."""
        threads.check()
        self._refuse_read_only()
        with self._writing, self._gate.alone():
            self._refuse_locked()
            rekey.change(self.dossier, passphrase)
            self.written = True

    def verify(self, passphrase: str | None) -> None:
        """`UserError` ``wrong_passphrase`` when this isn't the passphrase of the dossier."""
        threads.check()
        self.dossier.verify(passphrase)

    def check_place(self) -> None:
        """`UserError` ``moved`` when the file that was opened no longer lies at its path and didn't come back."""
        if not (self.dossier.in_place or self._came_back()):
            raise UserError(
                _("The dossier is no longer where it was: “{file}”. Put it back there, or keep it in another place.")
                .format(file=self.path.name),
                code="moved",
            )  # fmt: skip

    def _came_back(self) -> bool:
        """A stick put in again shows the same file under another number; an older copy isn't the same."""

        def whole(session: Session) -> bool:
            return self._device is None or self._last_seq(session, self._device.id) >= self._device.seq

        with suppress(UserError), self._gate.alone(1.0):
            return self.dossier.come_back(whole)
        return False

    def move_to(self, target: Path) -> None:
        """Write all of the dossier to ``target`` and work on there; what was open is left as it is.

        ``target`` must not exist. `UserError` as backups raise, or ``unwritable`` when the open file can't be read.
        """
        threads.check()
        with self._writing, self._gate.alone():
            self._refuse_locked()
            self.dossier.move_to(target)
            self.path = self.dossier.path
            self._device = devices.load(self.dossier.id, self.path)

    def _refuse_locked(self) -> None:
        if self.locked:
            raise UserError(_("The dossier is locked. Unlock it first."), code="locked")

    def _refuse_read_only(self) -> None:
        if self.dossier.read_only:
            raise UserError(_("This dossier is open for reading only."), code="read_only")

    def _step(self, within: EntityRef | None, *, redo: bool) -> Stepped:
        def act(unit: UnitOfWork) -> tuple[Stepped, Entry]:
            device = self._writing_device(unit.session).id
            found = undo.stacks(unit.session, device)
            steps = found.redo if redo else found.undo
            if within is not None:
                steps = undo.within(unit.session, device, steps[-undo.LOOKED_AT :], within)
            step = undo.newest(steps, redo=redo)
            label = undo.label(unit.session, device, step)
            refs = undo.reverse(unit.session, device, step.seqs, redo=redo)
            seqs = tuple(step.seqs)
            entry = Entry(step.verb, {}, unit.actor, None, () if redo else seqs, seqs if redo else ())
            return Stepped(label, refs), entry

        return self._unit(act)

    def _unit(self, act: Callable[[UnitOfWork], tuple[R, Entry]]) -> R:
        afterwards: list[Callable[[Dossier], None]] = []

        def captured(session: Session) -> tuple[R, Changes]:
            self._journal.attach(session)
            unit = UnitOfWork(session, self.actor)
            result, entry = act(unit)
            afterwards.extend(unit.after)
            return result, self._journal.write(session, entry)

        result = self._write(captured)
        for one in afterwards:
            one(self.dossier)
        if afterwards:
            with suppress(UserError), self._gate.alone():
                self.dossier.checkpoint()
        return result

    def _write(self, work: Callable[[Session], tuple[R, Changes]]) -> R:
        threads.check()
        self._refuse_read_only()
        late.complete()
        with self._writing:
            self._refuse_locked()
            self.check_place()
            result, changes = self._transaction(work)
            self._remember_seq()
        if changes.kinds:
            self.written = True
            self.changes.post(changes)
        return result

    def _transaction(self, work: Callable[[Session], tuple[R, Changes]]) -> tuple[R, Changes]:
        writer = self.dossier.engine.execution_options(write=True)
        with self._faults_told(), Session(writer, expire_on_commit=False) as session, session.begin():
            return work(session)

    @contextmanager
    def _faults_told(self) -> Iterator[None]:
        """Say in a sentence what the file or its disk did wrong; a fault of the program goes its own way."""
        try:
            yield
        except DatabaseError as error:
            told = _storage_error(error)
            raise dossiers.damaged() if told is error and self._unsound() else told from error
        except DamagedText as error:
            raise dossiers.damaged() from error
        except _GARBLED as error:
            if self._unsound():
                raise dossiers.damaged() from error
            raise

    def _unsound(self) -> bool:
        """Whether what was read may be garbage. Pages of an encrypted file are authenticated: never there."""
        if self.encrypted:
            return False
        with Session(self.dossier.engine) as session:
            return bool(check.problems(session))

    def _remember_seq(self) -> None:
        """At once, so that a copy from before a crash is known for what it is."""
        if self._device is not None and self._journal.last_seq > self._device.seq:
            self._device.seq = self._journal.last_seq
            with suppress(OSError):
                self._device.save()

    def _writing_device(self, session: Session) -> devices.LocalDevice:
        if self._device is None:
            self._device = devices.make(self.dossier.id, self.dossier.path)
        if session.get(Device, self._device.id) is None:
            session.add(_enrolment(self._device))
        return self._device

    def _refuse_rolled_back(self, session: Session) -> None:
        if self._device is not None and self._last_seq(session, self._device.id) < self._device.seq:
            self._device = None

    @staticmethod
    def _last_seq(session: Session, device: UUID) -> int:
        return session.scalar(select(func.max(Changeset.seq)).where(Changeset.device == device)) or 0


def _enrolment(device: devices.LocalDevice) -> Device:
    return Device(
        id=device.id,
        name=device.name,
        public_key=device.public_key,
        enrolled_at=clock.now(),
        signature=devices.enrolment_signature(device),
    )


def _storage_error(error: DatabaseError) -> Exception:
    text = str(error.orig)
    if "malformed" in text or "not a database" in text:
        return dossiers.damaged()
    if "is full" in text:
        return UserError(_("The disk is full. Make room; what you typed is still on the screen."), code="disk_full")
    if isinstance(error, OperationalError) and ("readonly" in text or "disk I/O" in text or "unable to open" in text):
        return UserError(
            _("The dossier can't be written now. Check that the disk or stick is still there."), code="unwritable"
        )
    if "locked" in text:
        return UserError(_("Another program is using the dossier's file. Try again in a moment."), code="busy")
    return error


def create(path: Path, passphrase: str | None) -> LocalWorkspace:
    """A new, empty dossier, open for work."""
    return LocalWorkspace(dossiers.create(path, passphrase))


def open_(
    path: Path,
    passphrase: str | None = None,
    *,
    key: bytes | None = None,
    write: bool = True,
    actor: UUID | None = None,
) -> LocalWorkspace:
    """An existing dossier, open for work, or for reading beside another program; by passphrase or raw key."""
    opened = dossiers.open_(path, passphrase, key=key, write=write)
    try:
        workspace = LocalWorkspace(opened, actor)
        if write:
            erasure.catch_up(workspace)
            workspace.take_in_waiting()
        return workspace
    except BaseException as error:
        opened.close()
        if isinstance(error, DatabaseError):
            told = _storage_error(error)
            raise dossiers.damaged() if told is error else told from error
        if isinstance(error, _GARBLED) and not opened.encrypted:
            raise dossiers.damaged() from error
        raise
