"""The raw key of a dossier in the keyring of the operating system, when the user wants that.

Kept by the salt of the file, which a moved or copied file keeps and a new passphrase changes. A keyring can ask the
user something and wait: never call this on the window's thread.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from wijkraad_app.kernel import threads
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "wijkraad"


def why_not() -> str | None:
    """Why this computer can't remember a passphrase, in one sentence; None when it can."""
    if _backend() is None:
        return _("This computer has no safe place for passphrases (a keyring), so it can't be remembered here.")
    return None


def remember(salt: bytes, key: bytes) -> None:
    """Keep the key of the file with this salt. `UserError` ``no_keyring`` when it can't be kept."""
    backend = _backend()
    try:
        if backend is not None:
            backend.set_password(SERVICE, salt.hex(), key.hex())
            return
    except Exception as error:  # each keyring has failures of its own
        raise _refused() from error
    raise _refused()


def recall(salt: bytes) -> bytes | None:
    """The key that was kept for the file with this salt."""
    backend = _backend()
    with suppress(Exception):  # a keyring that is locked or gone is no reason not to ask the passphrase
        if backend is not None and (kept := backend.get_password(SERVICE, salt.hex())):
            return bytes.fromhex(kept)
    return None


def forget(salt: bytes) -> bool:
    """Remove what was kept; whether there was something."""
    backend = _backend()
    with suppress(Exception):
        if backend is not None and backend.get_password(SERVICE, salt.hex()) is not None:
            backend.delete_password(SERVICE, salt.hex())
            return True
    return False


def _backend() -> KeyringBackend | None:
    """A keyring that keeps its secrets encrypted; files with plain text are passed over."""
    threads.check("the keyring")
    import keyring
    from keyring.core import recommended

    with suppress(Exception):  # looking for keyrings may fail in as many ways as there are keyrings
        backend = keyring.get_keyring()
        if recommended(backend):
            return backend
    return None


def _refused() -> UserError:
    return UserError(_("The passphrase could not be kept on this computer."), code="no_keyring")
