"""Making keys to sign with, and the authority that stands behind them, on this computer."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from wijkraad_app.kernel.preferences import data_folder
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf import authority as authorities
from wijkraad_app.pdf import keys as pdf_keys
from wijkraad_app.pdf.keys import Authority, KeyInfo

from .. import queries, service


def make_key(
    name: str, role: str, target: Path, passphrase: str, *, organisation: str = "", authority: str = ""
) -> KeyInfo:
    """A key outside any dossier, under the authority this computer keeps for that; see `issue_key`."""
    own = _authority("own", organisation or name, authority or passphrase)
    return pdf_keys.make_key(
        target, name=name, role=role, passphrase=passphrase, organisation=organisation, authority=own
    )


def issue_key(
    workspace: Workspace,
    name: str,
    role: str,
    target: Path,
    passphrase: str,
    *,
    person: UUID | None = None,
    authority: str = "",
) -> KeyInfo:
    """A key under the council's own authority; the dossier keeps both certificates, so letters verify as trusted.

    The authority is made the first time, locked with ``authority`` (the same passphrase), in the user's data folder.
    """
    council = workspace.read(queries.council)
    own = _authority(council.id.hex, council.name, authority or passphrase)
    made = pdf_keys.make_key(
        target, name=name, role=role, passphrase=passphrase, organisation=council.name, authority=own
    )
    workspace.do(
        service.register_key,
        name=name,
        role=role,
        fingerprint=made.fingerprint,
        valid_until=made.valid_until.date(),
        authority=authorities.describe(own),
        person=person,
    )
    return made


def has_authority(workspace: Workspace | None = None) -> bool:
    """Whether this computer keeps an authority already, so that its passphrase is needed for another key."""
    return _file("own" if workspace is None else workspace.read(queries.council).id.hex).exists()


def open_authority(workspace: Workspace, passphrase: str) -> Authority:
    """The council's own authority that this computer keeps. `UserError` ``wrong_passphrase`` or ``cannot_read``."""
    return authorities.load(_file(workspace.read(queries.council).id.hex), passphrase)


def _authority(group: str, organisation: str, passphrase: str) -> Authority:
    return authorities.open_or_make(_file(group), organisation, passphrase)


def _file(group: str) -> Path:
    return data_folder() / "authorities" / f"{group}.p12"
