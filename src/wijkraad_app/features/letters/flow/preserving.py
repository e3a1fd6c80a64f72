"""Proof for later under a kept letter: validation data, and a seal of the archive when a server is asked."""

from __future__ import annotations

from uuid import UUID

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf import preserving, verification
from wijkraad_app.pdf.keys import Authority
from wijkraad_app.pdf.preserving import Preserved, Proof
from wijkraad_app.pdf.verification import Verdict

from .. import queries, service
from . import trusted
from .checking import fingerprints
from .keys import has_authority, open_authority


def preserve_letter(
    workspace: Workspace, letter: UUID, *, authority: str = "", timestamp_url: str | None = None
) -> Preserved:
    """Add proof to a letter that everyone signed, and keep it. Raises `UserError` as `preserving.preserve`.

    ``authority`` is the passphrase of the council's own, which says that its keys counted; see `asks_authority`.
    """
    workspace.read(queries.check_preservable, letter)
    data = workspace.read(queries.letter_file, letter)
    roots = workspace.read(queries.roots)
    proof = Proof(
        roots=(*roots, *(one.root.pem for one in trusted.believed())),
        also=trusted.of_the_system,
        authority=_authority(workspace, verification.verify_bytes(data, roots), authority),
        revoked=workspace.read(queries.revoked),
    )
    done = preserving.preserve(data, proof, timestamp_url=timestamp_url)
    workspace.do(service.preserve_letter, letter=letter, pdf=done.data)
    return done


def asks_authority(workspace: Workspace, letter: UUID) -> bool:
    """Whether keys of the council's own are under a letter, and its authority is on this computer."""
    data, roots = workspace.read(queries.letter_file, letter), workspace.read(queries.roots)
    return has_authority(workspace) and _own_keys(workspace, verification.verify_bytes(data, roots))


def _authority(workspace: Workspace, verdict: Verdict, passphrase: str) -> Authority | None:
    if not _own_keys(workspace, verdict):
        return None
    if not has_authority(workspace):
        raise UserError(
            _(
                "The letter was signed with keys of the council's own. Only the computer where those keys are made can "
                "say that they count. Add the proof there."
            ),
            code="authority_elsewhere",
        )
    return open_authority(workspace, passphrase)


def _own_keys(workspace: Workspace, verdict: Verdict) -> bool:
    own = fingerprints(workspace.read(queries.roots))
    return any(one.root in own for one in verdict.signatures)
