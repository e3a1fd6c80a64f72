"""Signing a finished letter: PAdES baseline; the first signer certifies, the others add (ISO 32000-1, 12.8)."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from wijkraad_app.kernel import clock, threads
from wijkraad_app.kernel.dates import clock_time, long_date
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, in_language, pgettext

from . import cards, stamp
from .appending import quiet_writer
from .cards import Card, Held
from .conformance import problems
from .files import read_file, write_whole
from .keys import KeyInfo, SigningKey, load_key
from .reading import Field, fields, fields_of, reader
from .timeserver import timestamper
from .verification import key_of, verify_bytes

__all__ = ["Card", "Field", "Signed", "fields", "owner", "sign"]


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed where, by whom and when; ``complete`` when no signer is missing any more."""

    file: Path
    field: str
    signer: KeyInfo
    time: datetime
    timestamped: bool
    complete: bool


def sign(
    source: Path,
    target: Path,
    *,
    field: str,
    key: Path | Card,
    passphrase: str,
    timestamp_url: str | None = None,
    at: datetime | None = None,
    accent: str = "#24548F",
) -> Signed:
    """Sign ``field`` of the letter in ``source`` and write ``target``, whole or not at all.

    ``key`` is a .p12 file, or one on a card; ``passphrase`` is then its PIN.
    ``at`` (now) is the time that the signature tells; ``timestamp_url`` asks a server to prove it. Fields are signed
    in their order. Raises `UserError`: those of `load_key` or `cards.opened`, ``not_a_pdf``, ``unknown_field``,
    ``already_signed``, ``sign_in_order``, ``not_conforming``, ``changed_after_signing``, ``same_key``,
    ``timestamp_failed``, ``cannot_write``.
    """
    threads.check("signing")
    at = at or clock.now()
    data = read_file(source)
    opened = reader(data, source.name)
    every = fields_of(opened)
    chosen = _choose(every, field)
    _require_whole(data, every, source.name)
    first = not any(one.signed for one in every)
    with _opened(key, passphrase, at) as held, tempfile.TemporaryDirectory() as folder:
        _require_another_key(opened, held)
        with in_language(_language(opened)):
            look = _look(chosen, held.info, at, accent, Path(folder, "stamp.pdf"))
        signed = asyncio.run(_signed_by(data, field, held, look, at, first, timestamp_url))
    write_whole(target, signed)
    complete = all(one.signed or one is chosen for one in every)
    return Signed(target.absolute(), field, held.info, at, bool(timestamp_url), complete)


def owner(key: Path | Card, passphrase: str) -> KeyInfo:
    """Whose key it is. Raises `UserError` as `load_key` or `cards.owner`; a card needs no PIN for it."""
    return cards.owner(key) if isinstance(key, Card) else load_key(key, passphrase).info


@contextmanager
def _opened(key: Path | Card, passphrase: str, at: datetime) -> Iterator[Held]:
    if isinstance(key, Card):
        with cards.opened(key, passphrase, at) as held:
            yield held
    else:
        own = load_key(key, passphrase, at)
        yield Held(own.info, _signer(own))


def _choose(every: tuple[Field, ...], name: str) -> Field:
    chosen = next((one for one in every if one.name == name), None)
    if chosen is None:
        known = ", ".join(one.name for one in every) or pgettext("fields", "none")
        raise UserError(
            _("This PDF has no field “{field}” to sign. Its fields: {known}.").format(field=name, known=known),
            code="unknown_field",
        )
    if chosen.signed:
        raise UserError(_("“{field}” is signed already.").format(field=chosen.label), code="already_signed")
    turn = next(one for one in every if not one.signed)
    if turn is not chosen:
        raise UserError(_("First comes: {field}. Sign in this order.").format(field=turn.label), code="sign_in_order")
    return chosen


def _require_whole(data: bytes, every: tuple[Field, ...], name: str) -> None:
    if not any(one.signed for one in every):
        found = problems(data)
        if found:
            raise UserError(
                _("“{file}” can't be signed, as it is not made to be kept: {problem} Make the letter again.").format(
                    file=name, problem=found[0]
                ),
                code="not_conforming",
            )
    elif not verify_bytes(data).valid:
        raise UserError(
            _("“{file}” was changed after the first signature. Ask for the letter as it was signed.").format(file=name),
            code="changed_after_signing",
        )


def _require_another_key(opened: Any, held: Held) -> None:
    """Each signs with a key of their own: one that signed already shows nobody else."""
    own = key_of(held.signer.signing_cert)
    for one in opened.embedded_signatures:
        if key_of(one.signer_cert) == own:
            message = _("The key of {owner} signed this letter already. The next signer needs a key of their own.")
            raise UserError(message.format(owner=held.info.name), code="same_key")


def _language(opened: Any) -> str:
    return "en" if str(opened.root.get("/Lang", "")).lower().startswith("en") else "nl"


def _look(field: Field, info: KeyInfo, at: datetime, accent: str, file: Path) -> Any:
    from pyhanko.pdf_utils import layout
    from pyhanko.stamp import StaticStampStyle

    if not all(field.size):
        return None
    local = at.astimezone(ZoneInfo("Europe/Amsterdam"))
    who = f"{info.name}, {info.role}" if info.role else info.name
    when = _("{date}, {time}").format(date=long_date(local.date()), time=clock_time(local.time()))
    file.write_bytes(stamp.signed(*field.size, accent, _("Digitally signed"), who, when))
    start = layout.AxisAlignment.ALIGN_MIN
    rule = layout.SimpleBoxLayoutRule(start, start, layout.Margins(0, 0, 0, 0), layout.InnerScaling.NO_SCALING)
    return StaticStampStyle.from_pdf_file(str(file), border_width=0, background_opacity=1.0, background_layout=rule)


async def _signed(
    data: bytes, field: str, own: SigningKey, look: Any, at: datetime, first: bool, timestamp_url: str | None
) -> bytes:
    return await _signed_by(data, field, Held(own.info, _signer(own)), look, at, first, timestamp_url)


async def _signed_by(
    data: bytes, field: str, held: Held, look: Any, at: datetime, first: bool, timestamp_url: str | None
) -> bytes:
    """The steps of pyHanko's `async_sign_pdf`, with our time."""
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    target = quiet_writer(data)
    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=first,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        name=held.info.name,
    )
    stamper = timestamper(timestamp_url) if timestamp_url else None
    session = PdfSigner(meta, held.signer, timestamper=stamper, stamp_style=look).init_signing_session(
        target, existing_fields_only=True
    )
    session.system_time = at.astimezone(ZoneInfo("Europe/Amsterdam")).replace(microsecond=0)
    checked = await session.perform_presign_validation(target)
    reserved = await session.estimate_signature_container_size(checked, tight=False)
    prepared = session.prepare_tbs_document(validation_info=checked, bytes_reserved=reserved)
    output = BytesIO()
    digest, _same = prepared.digest_tbs_document(output=output)
    attributes = PdfCMSSignedAttributes(signing_time=session.system_time)
    done = await prepared.perform_signature(digest.document_digest, attributes)
    await done.post_signature_processing(output)
    return output.getvalue()


def _signer(own: SigningKey) -> Any:
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    def plain(certificate: Any) -> Any:
        return x509.Certificate.load(certificate.public_bytes(Encoding.DER))

    store: Any = SimpleCertificateStore
    der = own.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        signing_cert=plain(own.certificate),
        signing_key=keys.PrivateKeyInfo.load(der),
        cert_registry=store.from_certs([plain(one) for one in own.chain]),
    )
