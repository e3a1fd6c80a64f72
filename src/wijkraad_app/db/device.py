"""This computer's identity in one dossier: an id and an Ed25519 key, kept in the user's data folder, never inside.

A dossier at another path, or one that has fewer changes of this device than this computer remembers (an older
copy was put back), gets a new device: two histories under one id could never be merged.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import new_id
from wijkraad_app.kernel.preferences import data_folder

from .canonical import sha256

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(slots=True)
class LocalDevice:
    """The device's id, signing key and the last sequence number this computer knows of."""

    id: UUID
    key: Ed25519PrivateKey
    seq: int
    file: Path

    @property
    def name(self) -> str:
        return platform.node() or "computer"

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    def save(self) -> None:
        """Write the key file (0600) in one step."""
        content = json.dumps({"device": self.id.hex, "key": self.key.private_bytes_raw().hex(), "seq": self.seq})
        temporary = self.file.with_suffix(".tmp")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(content)
        temporary.replace(self.file)


def enrolment_signature(device: LocalDevice) -> bytes:
    """The computer's signature over its own id, key and name."""
    return device.key.sign(_enrolment(device.id, device.public_key, device.name))


def is_vouched_for(device: UUID, public_key: bytes, name: str, signature: bytes) -> bool:
    """Whether an enrolment is signed with its own key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(signature, _enrolment(device, public_key, name))
    except (InvalidSignature, ValueError):
        return False
    return True


def _enrolment(device: UUID, public_key: bytes, name: str) -> bytes:
    return sha256(device.bytes, public_key, name.encode())


def _file(dossier: UUID, path: Path) -> Path:
    name = hashlib.sha256(dossier.bytes + os.fsencode(path.resolve())).hexdigest()[:32]
    folder = data_folder() / "devices"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder / f"{name}.key"


def load(dossier: UUID, path: Path) -> LocalDevice | None:
    """This computer's device for the dossier, if it has written in it before."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        file = _file(dossier, path)
        stored = json.loads(file.read_text())
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(stored["key"]))
        return LocalDevice(UUID(stored["device"]), key, int(stored["seq"]), file)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def make(dossier: UUID, path: Path) -> LocalDevice:
    """A new device; forgets any earlier one of the same path. `UserError` when its key can't be kept."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        device = LocalDevice(new_id(), Ed25519PrivateKey.generate(), 0, _file(dossier, path))
        device.save()
    except OSError as error:
        message = _("The key of this computer can't be kept: your own folder for programs can't be written.")
        raise UserError(message, code="no_home") from error
    return device


def forget(dossier: UUID, path: Path) -> None:
    """Drop this computer's device of a dossier (after a restore)."""
    with suppress(OSError):
        _file(dossier, path).unlink(missing_ok=True)
