"""Is this letter as it was signed, by whom, and is anyone missing?

Each validator alone can be fooled (measured): a change after signing may pass as "valid", and a letter cut back to
its first signature looks perfect. So a verdict needs all of it: every field that was made beforehand is signed,
each signature holds and allows what came after, the last one covers the file to its last byte, and anything that
goes wrong while looking counts as invalid. What is beside the digits of a signature, what a key is for and how a
signature is made are looked at here (`sealing`), and pages are compared a second time by other readers (`changes`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from wijkraad_app.kernel import threads
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import appended, levels, sealing
from .changes import Change, changes
from .files import read_file
from .levels import Level
from .reading import fields_of, reader

_log = logging.getLogger(__name__)

Trust: TypeAlias = Literal["yes", "no", "unknown"]
Covers: TypeAlias = Literal["file", "revision", "part"]


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature.

    ``time`` is what the signer's computer told, or, with ``time_proven``, a timestamp server; ``stamped_by`` names that
    server, believed or not. ``by`` is the name of the authority. ``covers``: the whole file, the file as it then was,
    or only part of it. ``root``: the fingerprint of the authority through which it is trusted, "" when it isn't.
    """

    field: str
    signer: str
    role: str
    organisation: str
    time: datetime | None
    time_proven: bool
    intact: bool
    trusted: Trust
    by: str
    covers: Covers
    fingerprint: str
    root: str = ""
    stamped_by: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """A timestamp over the whole letter; ``known``: its server is one that is believed. ``until``: when the certificate
    of the server ends, before which another seal must be put over it."""

    time: datetime
    server: str
    known: bool
    until: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of a file.

    ``valid``: something is signed and nothing was changed since. ``complete``: nobody still has to sign.
    ``trusted``: whether the signers are known through the roots that were given. ``missing`` are labels of unsigned
    fields, ``twice`` of those that were signed with a key that signed another one: nobody is two signers. ``changes``
    say what is different from what was signed, as far as that can be told. ``level``: how long the signatures of a
    valid file can be checked; ``archive`` is the last timestamp over the whole letter.
    """

    valid: bool
    complete: bool
    trusted: Trust
    signatures: tuple[Signature, ...] = ()
    problems: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    level: Level = Level.NONE
    archive: Seal | None = None

    @property
    def changed_pages(self) -> tuple[int, ...]:
        """The pages (from 1) that are different, in their order."""
        return tuple(sorted({one.page for one in self.changes if one.page}))


Roots: TypeAlias = Callable[[], Sequence[bytes]]


def verify(path: Path, trust: Sequence[bytes] = (), *, also: Roots = tuple) -> Verdict:
    """Judge the PDF at ``path``; ``trust`` holds certificates (PEM or DER) of authorities that are believed.

    ``also`` gives those of the system, asked when the others don't know a signer: not to be among them says nothing.
    Raises `UserError` only when the file can't be opened (``cannot_read``) or ``trust`` holds something else
    (``not_a_certificate``); everything else is a verdict.
    """
    return verify_bytes(read_file(path), trust, path.name, also=also)


def verify_bytes(data: bytes, trust: Sequence[bytes] = (), name: str = "PDF", *, also: Roots = tuple) -> Verdict:
    """The same for bytes."""
    threads.check("verifying")
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    roots = certificates_in(trust)
    try:
        return _verdict(data, roots, name, also)
    except UserError as error:
        return Verdict(False, False, "unknown", problems=(error.message,))
    except Exception:
        _log.info("signatures could not be read", exc_info=True)
        return Verdict(False, False, "unknown", problems=(_("The signatures in this file can't be read."),))


def _verdict(data: bytes, roots: Sequence[Any], name: str, also: Roots) -> Verdict:
    opened = reader(data, name)
    expected = fields_of(opened)
    embedded = list(opened.embedded_signatures)
    found = [_judge(one, roots, also) for one in embedded]
    signers = [judged.signature for judged in found if not judged.only_time]
    missing = tuple(one.label for one in expected if not one.signed)
    twice = _twice(embedded, found, {one.name: one.label for one in expected})
    tail = bool(embedded) and appended.only_validation_data(opened, data, *_last(embedded))
    problems = [*_problems(found, tail=tail), *([] if tail else _whole_file(data, embedded))]
    different = _different(data, embedded, found, whole=not problems)
    if different and not problems:
        problems.append(_something_changed(next(judged.signature.signer for judged in found)))
    if not signers:
        problems.append(_("Nobody has signed this file."))
    valid = not problems
    seals = [one for one in found if one.only_time]
    if signers and missing:
        problems.append(_("Not signed yet, or cut off afterwards: {fields}.").format(fields=", ".join(missing)))
    if twice:
        problems.append(_("The same key signed twice: {fields}.").format(fields=", ".join(twice)))
    return Verdict(
        valid=valid,
        complete=bool(signers and expected) and not missing and not twice,
        trusted=_together([signature.trusted for signature in signers]),
        signatures=tuple(signers),
        problems=tuple(dict.fromkeys(problems)),
        missing=missing,
        twice=twice,
        changes=different,
        level=_level(opened, embedded, found, (*roots, *_also_issuing(embedded, also))) if valid else Level.NONE,
        archive=_seal(embedded[found.index(seals[-1])], seals[-1].signature) if seals and valid else None,
    )


def _twice(embedded: Sequence[Any], found: Sequence[_Judged], labels: Mapping[str, str]) -> tuple[str, ...]:
    """The labels of fields whose key signed an earlier field already."""
    seen: set[bytes] = set()
    again = []
    for one, judged in zip(embedded, found, strict=True):
        if judged.holds and not judged.only_time:
            key, name = key_of(one.signer_cert), judged.signature.field
            if key in seen:
                again.append(labels.get(name, name))
            seen.add(key)
    return tuple(again)


def key_of(certificate: Any) -> bytes:
    """What tells a key from others, also under a certificate that was made anew."""
    return bytes(certificate.public_key.dump())


def _level(opened: Any, embedded: Sequence[Any], found: Sequence[_Judged], roots: Sequence[Any]) -> Level:
    both = list(zip(embedded, found, strict=True))
    signed = [one for one, judged in both if not judged.only_time]
    return levels.level_of(opened, signed, [one for one, judged in both if judged.only_time], roots)


def _also_issuing(embedded: Sequence[Any], also: Roots) -> list[Any]:
    """Those of the system that stand behind a timestamp; only asked when there is one."""
    stamped = [one for one in embedded if levels.tokens(one)]
    inside = [one for signature in stamped for one in levels.certificates(signature)]
    return issuing(inside, tuple(also())) if inside else []


def _seal(embedded: Any, signature: Signature) -> Seal | None:
    if signature.time is None:
        return None
    until = embedded.signer_cert.not_valid_after
    return Seal(signature.time, signature.signer, signature.trusted == "yes", until)


def _different(data: bytes, embedded: Sequence[Any], found: Sequence[_Judged], *, whole: bool) -> tuple[Change, ...]:
    """What differs from the last state that still holds.

    Of a file that seems ``whole`` only its pages count, from the first signature on: others may fill in or describe.
    """
    states = [
        (end, judged)
        for end, judged in zip(map(_end_of, embedded), found, strict=True)
        if judged.holds and 0 < end < len(data)
    ]
    if not states:
        return ()
    if whole:
        return tuple(one for one in changes(data[: min(states)[0]], data, pictures=False) if one.kind == "page")
    end = max([end for end, judged in states if judged.problem] or [end for end, _judged in states])
    return changes(data[:end], data)


@dataclass(frozen=True, slots=True)
class _Judged:
    signature: Signature
    problem: str
    only_time: bool
    holds: bool = False


def _problems(found: Sequence[_Judged], *, tail: bool) -> list[str]:
    problems = [judged.problem for judged in found if judged.problem]
    if found and not problems and not tail and not any(judged.signature.covers == "file" for judged in found):
        problems.append(_added_afterwards())
    return problems


def _judge(embedded: Any, roots: Sequence[Any], also: Roots) -> _Judged:
    field = str(embedded.field_name)
    only_time = embedded.sig_object_type == "/DocTimeStamp"
    try:
        return _looked_at(embedded, field, roots, also, only_time)
    except Exception:
        _log.info("a signature could not be judged", exc_info=True)
        signature = Signature(field, "", "", "", None, False, False, "unknown", "", "part", "")
        return _Judged(signature, _("The signature “{field}” is damaged.").format(field=field), only_time)


def _looked_at(embedded: Any, field: str, roots: Sequence[Any], also: Roots, only_time: bool) -> _Judged:
    certificate = embedded.signer_cert
    status = _status(embedded, _roots_of(embedded))
    who = _native(certificate.subject)
    covers = _covers(status.coverage)
    stamped: Any = getattr(status, "timestamp_validity", None)
    server = levels.certificates_of_tokens(embedded)
    known = (*roots, *issuing(server, tuple(also()))) if stamped else ()
    proven = bool(stamped and known and _timestamp_trusted(embedded, known))
    time = (
        stamped.timestamp if proven else levels.moment_of(embedded) if only_time else embedded.self_reported_timestamp
    )
    in_time = time is None or certificate.not_valid_before <= time <= certificate.not_valid_after
    name = who.get("common_name", field)
    root = (_root(embedded, roots) if roots else "") or _root(embedded, issuing(_roots_of(embedded), tuple(also())))
    problem = (
        _change_problem(status, covers, name)
        or sealing.problem(embedded, name, only_time=only_time)
        or _key_problem(status, name, in_time)
    )
    signature = Signature(
        field=field,
        signer=who.get("common_name", ""),
        role=who.get("title", ""),
        organisation=who.get("organization_name", ""),
        time=time,
        time_proven=proven,
        intact=not problem,
        trusted="yes" if root else "no" if roots else "unknown",
        by=_native(certificate.issuer).get("common_name", ""),
        covers=covers,
        fingerprint=certificate.sha256.hex(),
        root=root,
        stamped_by=_native(server[0].subject).get("common_name", "") if stamped and server else "",
    )
    return _Judged(signature, problem, only_time, holds=status.intact and status.valid)


def _change_problem(status: Any, covers: Covers, signer: str) -> str:
    from pyhanko.sign.diff_analysis import ModificationLevel

    if not (status.intact and status.valid):
        return _("This file was changed after {signer} signed it. Do not trust this copy.").format(signer=signer)
    changed = status.modification_level == ModificationLevel.OTHER or status.docmdp_ok is False
    if changed or covers == "part" or not getattr(status, "seed_value_ok", True):
        return _something_changed(signer)
    return ""


def _key_problem(status: Any, signer: str, in_time: bool) -> str:
    stamped = getattr(status, "timestamp_validity", None)
    if stamped is not None and not (stamped.intact and stamped.valid):
        return _("The timestamp of {signer} does not belong to this signature.").format(signer=signer)
    if not in_time or not getattr(status, "bottom_line", True):  # a timestamp of the archive has no bottom line
        return _("The key of {signer} was not valid for signing when it was used.").format(signer=signer)
    return ""


def _something_changed(signer: str) -> str:
    return _("Something was added or changed after {signer} signed. Do not trust this copy.").format(signer=signer)


def _status(embedded: Any, roots: Sequence[Any], *, lenient: bool = True) -> Any:
    """pyHanko's own verdict against ``roots``, at the time the signature tells.

    ``lenient`` believes the timestamp server: enough to see whether the file is whole.
    """
    from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    only_time = embedded.sig_object_type == "/DocTimeStamp"

    def context(trusted: Sequence[Any]) -> Any:
        moment = levels.moment_of(embedded) if only_time else embedded.self_reported_timestamp
        return ValidationContext(
            trust_roots=list(trusted), allow_fetching=False, revocation_mode="soft-fail", moment=moment
        )

    if only_time:
        return validate_pdf_timestamp(embedded, validation_context=context(roots))
    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    return validate_pdf_signature(
        embedded,
        signer_validation_context=context(roots),
        ts_validation_context=context((*roots, *(levels.certificates_of_tokens(embedded) if lenient else ()))),
        key_usage_settings=usage,
    )


def _roots_of(embedded: Any) -> list[Any]:
    """The certificates the signature brings itself: enough to judge what was changed, not who signed."""
    return [embedded.signer_cert, *embedded.other_embedded_certs]


def _timestamp_trusted(embedded: Any, roots: Sequence[Any]) -> bool:
    return bool(_status(embedded, roots, lenient=False).timestamp_validity.trusted)


def _root(embedded: Any, roots: Sequence[Any]) -> str:
    """The fingerprint of the authority among ``roots`` through which the signer is trusted; "" for none."""
    status = _status(embedded, roots) if roots else None
    return str(status.validation_path.trust_anchor.certificate.sha256.hex()) if status and _known(status) else ""


def _known(status: Any) -> bool:
    """Whether the key is known and did sign; not whether the file is still what was signed: that is judged apart."""
    return bool(status.valid and status.trust_problem_indic is None and status.validation_path is not None)


def issuing(certificates: Sequence[Any], candidates: tuple[bytes, ...]) -> list[Any]:
    """Those of many authorities that could have issued one of ``certificates``; to try all takes long."""
    issuers = {one.issuer.hashable for one in certificates}
    return [one for subject, one in _by_subject(candidates) if subject in issuers]


@lru_cache(maxsize=4)
def _by_subject(candidates: tuple[bytes, ...]) -> tuple[tuple[str, Any], ...]:
    return tuple((one.subject.hashable, one) for one in certificates_in(candidates))


def _together(all_trust: Sequence[Trust]) -> Trust:
    if not all_trust or "unknown" in all_trust:
        return "unknown"
    return "no" if "no" in all_trust else "yes"


def _covers(coverage: Any) -> Covers:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "file"
    return "revision" if coverage == SignatureCoverageLevel.ENTIRE_REVISION else "part"


def _whole_file(data: bytes, embedded: Sequence[Any]) -> list[str]:
    """The last signature reaches the last byte, the first byte is the PDF's own, and no claim goes beyond."""
    if not embedded:
        return []
    end = _end_of_last(embedded)
    if not end or end > len(data):
        return [_("The end of this file is missing. Ask for the letter again.")]
    if end < len(data):
        return [_added_afterwards()]
    return []


def _added_afterwards() -> str:
    return _("Something was added to this file after the last signature. Do not trust this copy.")


def _last(embedded: Sequence[Any]) -> tuple[int, int]:
    """Where the part that was signed last ends, and which revision of the file that is."""
    return max((_end_of(one), int(one.signed_revision)) for one in embedded)


def _end_of_last(embedded: Sequence[Any]) -> int:
    """Where the signed part of the file ends, as the signatures themselves say; 0 when that makes no sense."""
    return max(map(_end_of, embedded), default=0)


def _end_of(one: Any) -> int:
    numbers = [int(number) for number in one.byte_range]
    return numbers[2] + numbers[3] if len(numbers) == 4 and numbers[0] == 0 else 0


def certificates_in(trust: Sequence[bytes]) -> list[Any]:
    """Certificates as they are read here, of PEM or DER. `UserError` ``not_a_certificate``."""
    from asn1crypto import pem, x509

    found = []
    try:
        for data in trust:
            ders = [der for _kind, _headers, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
            found += [x509.Certificate.load(der, strict=True) for der in ders]
        for certificate in found:
            _native(certificate.subject)
    except (ValueError, TypeError, KeyError) as error:
        raise UserError(
            _("The file to trust holds no certificate. Choose a certificate (.pem or .cer)."), code="not_a_certificate"
        ) from error
    return found


def _native(name: Any) -> dict[str, str]:
    return {key: value if isinstance(value, str) else str(value) for key, value in name.native.items()}
