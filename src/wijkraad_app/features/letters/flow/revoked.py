"""Keys that the council revoked: nobody signs with them here, and what they signed from that day on doesn't hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wijkraad_app.kernel.dates import long_date
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf.keys import KeyInfo
from wijkraad_app.pdf.verification import Verdict

from .. import queries


def problems(verdict: Verdict, revoked: dict[str, date]) -> tuple[str, ...]:
    """One sentence for each signature that was set on or after the day its key was revoked."""
    text = _("The key of {signer} was revoked on {date}, and this was signed with it on or after that day.")
    return tuple(
        text.format(signer=one.signer, date=long_date(revoked[one.fingerprint]))
        for one in verdict.signatures
        if one.fingerprint in revoked and (one.time is None or one.time.date() >= revoked[one.fingerprint])
    )


def judged(workspace: Workspace | None, verdict: Verdict) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict with what the dossier knows of revoked keys, and those sentences apart."""
    found = problems(verdict, workspace.read(queries.revoked)) if workspace is not None else ()
    if found:
        verdict = replace(verdict, valid=False, trusted="no", problems=(*verdict.problems, *found))
    return verdict, found


def refuse_revoked(workspace: Workspace, key: KeyInfo) -> None:
    """`UserError` ``key_revoked``."""
    day = workspace.read(queries.revoked).get(key.fingerprint)
    if day is not None:
        message = _("This key was revoked on {date}. Choose or make another one.")
        raise UserError(message.format(date=long_date(day)), code="key_revoked")
