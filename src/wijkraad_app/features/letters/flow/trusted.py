"""Authorities that the user of this computer believes, beside the dossier's own: imported ones and the system's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wijkraad_app.kernel.preferences import data_folder
from wijkraad_app.pdf import verification
from wijkraad_app.pdf.files import read_file, write_whole
from wijkraad_app.pdf.trust import Root, roots_in


@dataclass(frozen=True, slots=True)
class Believed:
    """An imported authority and where its certificate is kept."""

    root: Root
    file: Path


def believed() -> tuple[Believed, ...]:
    """The imported authorities by name; a file that holds none (any more) is passed over."""
    found = [Believed(root, file) for file in sorted(_folder().glob("*.pem")) for root in _roots_of(file)]
    return tuple(sorted(found, key=lambda one: one.root.name))


def believe(path: Path) -> tuple[Root, ...]:
    """Keep the certificates in a file on this computer. `UserError` ``cannot_read`` or ``not_a_certificate``."""
    data = read_file(path)
    verification.verify_bytes(b"", (data,))
    roots = roots_in(data)
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for root in roots:
        write_whole(folder / f"{root.fingerprint}.pem", root.pem)
    return roots


def disbelieve(one: Believed) -> None:
    """Believe it no longer; letters it stands behind become unknown."""
    one.file.unlink(missing_ok=True)


@cache
def of_the_system() -> tuple[bytes, ...]:
    """The authorities (DER) that the operating system believes."""
    import ssl

    return tuple(ssl.create_default_context().get_ca_certs(binary_form=True))


def _folder() -> Path:
    return data_folder() / "trusted"


def _roots_of(file: Path) -> tuple[Root, ...]:
    try:
        return roots_in(file.read_bytes())
    except (OSError, ValueError):
        return ()
