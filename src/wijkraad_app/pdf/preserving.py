"""Proof for later, added to a letter that everybody signed: validation data, and a timestamp over the whole file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from wijkraad_app.kernel import clock, threads
from wijkraad_app.kernel.dates import long_date
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import conformance
from .appending import quiet_writer
from .keys import Authority
from .levels import anchors, certificates
from .reading import ARCHIVES, reader
from .revocation import revocation_list
from .timeserver import timestamper
from .verification import Roots, Seal, Verdict, certificates_in, issuing, verify_bytes

FETCH_SECONDS = 15
RENEW_WITHIN = timedelta(days=365)
"""How long before the end of a seal it may be renewed: room for seals is limited, and a year is enough to notice."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands behind the signatures: ``roots`` (PEM or DER) are believed, ``also`` gives those of the system.

    ``authority`` signs the list of revoked keys; ``revoked`` gives the days by the fingerprints of certificates.
    """

    roots: Sequence[bytes] = ()
    also: Roots = tuple
    authority: Authority | None = None
    revoked: Mapping[str, date] | None = None


@dataclass(frozen=True, slots=True)
class Preserved:
    """The file with proof, and what is now said of it. ``sealed``: a timestamp over the whole was added."""

    data: bytes
    verdict: Verdict
    sealed: bool


def preserve(
    data: bytes, proof: Proof, *, timestamp_url: str | None = None, at: datetime | None = None, name: str = "PDF"
) -> Preserved:
    """Add what a letter needs to be checked in later years; with ``timestamp_url`` also a seal of the archive.

    A letter that was sealed gets proof that the seal counted, and a new seal over all of it: to be done in the last
    year of the certificate of the server (ETSI EN 319 142-1, 5.5). Asks the authorities for revocation lists where a
    certificate names an address. Raises `UserError` ``not_whole`` (not signed by everyone, or changed),
    ``sealed_already``, ``seal_ended``, ``seal_needs_server``, ``authority_unknown``, ``no_proof`` (it can't be shown
    that a key counted), ``no_room`` and ``timestamp_failed``.
    """
    threads.check("adding validation data")
    at = at or clock.now()
    before = verify_bytes(data, proof.roots, name)
    _require_whole(before)
    if before.archive is not None:
        _require_renewable(before.archive, at, timestamp_url)
    found = asyncio.run(_with_data(data, proof, at, renews=before.archive is not None))
    if timestamp_url:
        found = asyncio.run(_sealed(found, timestamp_url))
    verdict = verify_bytes(found, proof.roots, name, also=proof.also)
    whole = found.startswith(data) and verdict.valid and verdict.complete
    if not whole or (conformance.problems(found) and not conformance.problems(data)):
        raise UserError(
            _("The proof can't be added to this file without breaking it. Nothing was changed."), code="broken"
        )
    return Preserved(found, verdict, bool(timestamp_url))


def _require_whole(verdict: Verdict) -> None:
    if not (verdict.valid and verdict.complete):
        raise UserError(
            _("Proof is added once everyone has signed and nothing was changed since. Check the letter first."),
            code="not_whole",
        )


def may_renew(seal: Seal, at: datetime) -> bool:
    """Whether ``at`` falls in the time in which a seal is to be renewed."""
    return seal.until - RENEW_WITHIN <= at < seal.until


def _require_renewable(seal: Seal, at: datetime, timestamp_url: str | None) -> None:
    end = long_date(seal.until.date())
    if at >= seal.until:
        message = _(
            "The seal of this letter ended on {date}, so nothing can be added to it that still proves anything."
        )
        raise UserError(message.format(date=end), code="seal_ended")
    if not may_renew(seal, at):
        message = _("This letter is sealed for the archive until {date}. Renew the seal in the year before that.")
        raise UserError(message.format(date=end), code="sealed_already")
    if not timestamp_url:
        message = _("A seal is renewed by a timestamp server. Fill in its address first.")
        raise UserError(message, code="seal_needs_server")


async def _with_data(data: bytes, proof: Proof, at: datetime, *, renews: bool) -> bytes:
    """With what proves the signatures; where a seal covers that already, with what proves the seal."""
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    signed = list(reader(data, "PDF").embedded_signatures)[-1 if renews else 0 :]
    backend, context = _context(signed, proof, at)
    try:
        paths = [path for one in signed for path in await _paths(one, context)]
    finally:
        await backend.close()
    target = quiet_writer(data)
    store = DocumentSecurityStore.supply_dss_in_writer(target, None, paths=paths, validation_context=context)
    return _written(target) if store.modified else data


def _context(signed: Sequence[Any], proof: Proof, at: datetime) -> tuple[Any, Any]:
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend

    inside = [one for embedded in signed for one in certificates(embedded)]
    backend = AIOHttpFetcherBackend(per_request_timeout=FETCH_SECONDS)
    context = ValidationContext(
        trust_roots=[*certificates_in(proof.roots), *issuing(inside, tuple(proof.also())), *anchors(inside)],
        other_certs=inside,
        crls=_own_list(signed, proof, at),
        moment=at,
        allow_fetching=True,
        fetcher_backend=backend,
        revocation_mode="require",
        retroactive_revinfo=True,
    )
    return backend, context


def _own_list(signed: Sequence[Any], proof: Proof, at: datetime) -> list[bytes]:
    if proof.authority is None:
        return []
    days = proof.revoked or {}
    serials = {
        one.signer_cert.serial_number: days[mark] for one in signed if (mark := one.signer_cert.sha256.hex()) in days
    }
    return [revocation_list(proof.authority, serials, at)]


async def _paths(embedded: Any, context: Any) -> list[Any]:
    from pyhanko.sign.validation.dss import collect_validation_info
    from pyhanko_certvalidator.errors import PathError, ValidationError

    signer = embedded.signer_cert.subject.native.get("common_name", str(embedded.field_name))
    try:
        return list(await collect_validation_info(embedded, context))
    except PathError as error:
        message = _(
            "An authority behind the signature of {signer}, or behind its timestamp, isn't known on this computer. "
            "Trust its certificate first, at “Check a letter”."
        )
        raise UserError(message.format(signer=signer), code="authority_unknown") from error
    except ValidationError as error:
        message = _(
            "There is no proof to be had that the certificates under the signature of {signer} were valid. Ask again "
            "with a connection to the internet; for a key of the council's own, where the council's keys are made."
        )
        raise UserError(message.format(signer=signer), code="no_proof") from error


async def _sealed(data: bytes, url: str) -> bytes:
    from pyhanko.sign.signers import PdfTimeStamper

    waiting = _waiting(data)
    room = next((name for name in ARCHIVES if name in waiting), None)
    if room is None:
        raise UserError(_("This file has no room left for a seal of the archive."), code="no_room")
    out = BytesIO()
    await PdfTimeStamper(timestamper=timestamper(url), field_name=room).async_timestamp_pdf(
        quiet_writer(data), "sha256", output=out
    )
    return out.getvalue()


def _waiting(data: bytes) -> set[str]:
    from pyhanko.sign.fields import enumerate_sig_fields

    return {name for name, value, _reference in enumerate_sig_fields(reader(data, "PDF")) if value is None}


def _written(target: Any) -> bytes:
    out = BytesIO()
    target.write(out)
    return out.getvalue()
