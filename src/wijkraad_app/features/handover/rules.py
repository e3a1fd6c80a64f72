"""What counts as open at a handover, and what a dossier leaves on a computer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from wijkraad_app.kernel.i18n import N_, _

SOON_DAYS = 90
"""Terms of office that end within so many days are named (ours)."""


class Kind(StrEnum):
    """What stays behind, in the order in which it is shown and removed."""

    DOSSIER = "dossier"
    BACKUP = "backup"
    SIGNING = "signing"
    AUTHORITY = "authority"
    DEVICE = "device"
    ERASED = "erased"
    REMEMBERED = "remembered"
    RECENT = "recent"
    LOG = "log"


_NAMES = {
    Kind.DOSSIER: N_("The dossier"),
    Kind.BACKUP: N_("Its backups"),
    Kind.SIGNING: N_("Signing keys of members"),
    Kind.AUTHORITY: N_("The signing authority of the council"),
    Kind.DEVICE: N_("The key of this computer"),
    Kind.ERASED: N_("The list of what was erased"),
    Kind.REMEMBERED: N_("The passphrase this computer remembers"),
    Kind.RECENT: N_("What this program remembers of the dossier"),
    Kind.LOG: N_("Logs"),
}


@dataclass(frozen=True, slots=True)
class Remnant:
    """One thing on this computer. ``path``: the file; None for what lies in the keyring or among preferences, which
    ``name`` then names."""

    kind: Kind
    path: Path | None = None
    name: str = ""

    @property
    def shown(self) -> str:
        """As it is listed: the whole path, or the name."""
        return str(self.path) if self.path is not None else self.name


def kind_name(kind: Kind) -> str:
    """As a heading, in the language in force."""
    return _(_NAMES[kind])


@dataclass(frozen=True, slots=True)
class Term:
    """Someone whose term of office ends, or ended."""

    name: str
    role: str
    end: date


@dataclass(frozen=True, slots=True)
class Key:
    """A signing key that still counts; ``leaving``: of someone who is no member any more, or soon."""

    id: UUID
    name: str
    role: str
    valid_until: date | None
    leaving: bool
