"""Proof for later: each level is reached and named, still conforms, and nothing but proof may stand at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

from tests.timeserver import TimeServer, time_server
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import in_language
from wijkraad_app.pdf import conformance, keys
from wijkraad_app.pdf.keys import load_key
from wijkraad_app.pdf.levels import Level
from wijkraad_app.pdf.preserving import Proof, preserve
from wijkraad_app.pdf.signing import sign
from wijkraad_app.pdf.verification import certificates_in, verify_bytes

from .conftest import COUNCIL, PASSPHRASE, SIGNED_AT, Council, Letters
from .forging import signed_with
from .tampering.tools import a_stream, updated
from .tampering.updates import a_note_over_the_text, other_metadata, other_page_content

LATER = SIGNED_AT + timedelta(hours=2)
SEALED_AT = LATER + timedelta(minutes=1)


@pytest.fixture(scope="module")
def server() -> Iterator[TimeServer]:
    with time_server(lambda: SIGNED_AT) as running:
        yield running


def signed_by_both(letters: Letters, council: Council, server: TimeServer, file: Path) -> bytes:
    """The letter with a timestamp at each signature."""
    file.write_bytes(letters.unsigned.read_bytes())
    for field, key in (("chair", council.chair), ("secretary", council.secretary)):
        sign(file, file, field=field, key=key, passphrase=PASSPHRASE, timestamp_url=server.address, at=SIGNED_AT)
    return file.read_bytes()


@pytest.fixture(scope="module")
def timed(letters: Letters, council: Council, server: TimeServer, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return signed_by_both(letters, council, server, tmp_path_factory.mktemp("timed") / "brief.pdf")


def proof(council: Council, server: TimeServer, **more: Any) -> Proof:
    return Proof((*council.trust, server.root), authority=council.authority, **more)


@pytest.fixture(scope="module")
def lasting(timed: bytes, council: Council, server: TimeServer) -> bytes:
    return preserve(timed, proof(council, server), at=LATER).data


@pytest.fixture(scope="module")
def sealed(lasting: bytes, council: Council, server: TimeServer) -> bytes:
    server.now = lambda: SEALED_AT
    return preserve(lasting, proof(council, server), timestamp_url=server.address, at=LATER).data


def test_each_stage_is_whole_and_has_its_level(
    letters: Letters, timed: bytes, lasting: bytes, sealed: bytes, council: Council, server: TimeServer
) -> None:
    trust = (*council.trust, server.root)
    stages = (letters.by_both.read_bytes(), timed, lasting, sealed)
    found = [verify_bytes(data, trust) for data in stages]
    assert [one.level for one in found] == [Level.BASIC, Level.TIMED, Level.LASTING, Level.ARCHIVED]
    for data, verdict in zip(stages, found, strict=True):
        assert (verdict.valid, verdict.complete, verdict.trusted) == (True, True, "yes")
        assert verdict.problems == () and verdict.changes == () and len(verdict.signatures) == 2
        assert conformance.problems(data) == ()
    assert sealed.startswith(lasting) and lasting.startswith(timed)
    assert [one.time_proven for one in found[1].signatures] == [True, True]
    assert found[2].archive is None and found[3].archive is not None
    assert (found[3].archive.server, found[3].archive.known, found[3].archive.time) == ("Klok", True, SEALED_AT)


def test_a_seal_is_renewed_in_its_last_year_as_often_as_there_is_room(
    sealed: bytes, council: Council, server: TimeServer
) -> None:
    trust, given, data = (*council.trust, server.root), proof(council, server), sealed
    until = verify_bytes(data, trust).archive.until  # type: ignore[union-attr]
    moment = until - timedelta(days=100)
    assert renewal(data, given, server, until - timedelta(days=400)) == "sealed_already"
    assert renewal(data, given, server, until) == "seal_ended"
    assert renewal(data, given, None, moment) == "seal_needs_server"
    for days in (0, 7):
        server.now = partial(clock_at, moment + timedelta(days=days))
        renewed = preserve(data, given, timestamp_url=server.address, at=server.now())
        assert renewed.data.startswith(data) and conformance.problems(renewed.data) == ()
        verdict, data = verify_bytes(renewed.data, trust), renewed.data
        assert (verdict.valid, verdict.complete, verdict.trusted, verdict.level) == (True, True, "yes", Level.ARCHIVED)
        assert verdict.archive is not None and verdict.archive.time == server.now() and verdict.archive.known
        assert verdict.changes == () and not verify_bytes(updated(data, other_page_content), trust).valid
    assert renewal(data, given, server, moment) == "no_room"


def renewal(data: bytes, given: Proof, server: TimeServer | None, at: datetime) -> str:
    with pytest.raises(UserError) as refused:
        preserve(data, given, timestamp_url=server.address if server else None, at=at)
    return refused.value.code


def test_levels_are_named_in_plain_words() -> None:
    with in_language("nl"):
        dutch = [one.label for one in Level]
    with in_language("en"):
        english = [one.label for one in Level]
    assert dutch[0] == english[0] == ""
    assert all(dutch[1:]) and all(a != b for a, b in zip(dutch[1:], english[1:], strict=True))


def test_a_server_that_is_not_known_proves_no_time_but_breaks_nothing(sealed: bytes, council: Council) -> None:
    verdict = verify_bytes(sealed, council.trust)
    assert verdict.valid and verdict.level is Level.ARCHIVED
    assert [(one.time_proven, one.stamped_by) for one in verdict.signatures] == [(False, "Klok"), (False, "Klok")]
    assert verdict.archive is not None and not verdict.archive.known


def test_signatures_without_a_timestamp_stay_basic_and_that_is_told(
    letters: Letters, council: Council, server: TimeServer
) -> None:
    done = preserve(letters.by_both.read_bytes(), proof(council, server), timestamp_url=server.address, at=LATER)
    assert done.sealed and done.verdict.level is Level.BASIC and done.verdict.archive is not None


def refusal(data: bytes, given: Proof, url: str | None = None) -> str:
    with pytest.raises(UserError) as refused:
        preserve(data, given, timestamp_url=url, at=LATER)
    return refused.value.code


def test_what_can_not_be_proven_is_refused(
    letters: Letters, timed: bytes, sealed: bytes, council: Council, server: TimeServer
) -> None:
    own = proof(council, server)
    assert refusal(letters.by_chair.read_bytes(), own) == "not_whole"
    assert refusal(letters.by_both.read_bytes()[:-9], own) == "not_whole"
    assert refusal(sealed, own, server.address) == "sealed_already"
    assert refusal(timed, Proof(council.trust)) == "no_proof"
    assert refusal(timed, own, "http://127.0.0.1:9/klok") == "timestamp_failed"
    server.lists = False
    try:
        assert refusal(timed, own) == "no_proof"
    finally:
        server.lists = True


def test_a_server_whose_authority_is_not_known_gives_no_proof(
    letters: Letters, council: Council, tmp_path: Path
) -> None:
    with time_server(lambda: SIGNED_AT) as bare:
        bare.whole = False
        data = signed_by_both(letters, council, bare, tmp_path / "brief.pdf")
        assert refusal(data, Proof(council.trust, authority=council.authority)) == "authority_unknown"
        assert preserve(data, proof(council, bare), at=LATER).verdict.level is Level.LASTING


def test_a_key_that_was_revoked_before_it_signed_gets_no_proof(
    timed: bytes, council: Council, server: TimeServer
) -> None:
    mark = verify_bytes(timed).signatures[0].fingerprint
    before, after = SIGNED_AT - timedelta(days=2), LATER + timedelta(days=1)
    assert refusal(timed, proof(council, server, revoked={mark: before.date()})) == "no_proof"
    assert (
        preserve(timed, proof(council, server, revoked={mark: after.date()}), at=LATER).verdict.level is Level.LASTING
    )


def _more_in_the_catalogue(writer: Any) -> None:
    writer.root["/Extra"] = generic.pdf_string("iets")
    writer.update_root()


def _a_loose_object(writer: Any) -> None:
    writer.add_object(a_stream(b"q Q"))


def _other_text_in_the_store(writer: Any) -> None:
    writer.root["/DSS"][pdf_name("/Note")] = generic.pdf_string("iets")
    writer.update_container(writer.root["/DSS"])


def _a_page_in_the_store(writer: Any) -> None:
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    writer.root["/DSS"][pdf_name("/Certs")] = generic.ArrayObject([page])
    writer.update_container(writer.root["/DSS"])


@pytest.mark.parametrize(
    "change",
    [a_note_over_the_text, other_metadata, other_page_content, _more_in_the_catalogue, _a_loose_object,
     _other_text_in_the_store, _a_page_in_the_store],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_nothing_else_may_stand_behind_the_proof_or_its_seal(
    lasting: bytes, sealed: bytes, council: Council, change: Callable[[Any], None]
) -> None:
    for data in (lasting, sealed):
        assert not verify_bytes(updated(data, change), council.trust).valid


def test_bytes_that_belong_to_nothing_are_seen(timed: bytes, lasting: bytes, council: Council) -> None:
    tail = lasting[len(timed) :]
    middle = tail.index(b"endobj") + len(b"endobj\n")
    beside = tail.index(b"xref")
    for touched in (
        lasting + b"% nog iets\n",
        lasting + b"\n\n\n\n",
        lasting[:-3],
        timed + b"99 0 obj\n<< >>\nendobj\n" + tail,
        timed + tail[:middle] + b"% iets\n" + tail[middle:],
        timed + tail[:beside] + b"%x\n" + tail[beside:],
    ):
        assert not verify_bytes(touched, council.trust).valid


def test_proof_that_is_damaged_lowers_the_level_and_changes_nothing_else(
    timed: bytes, council: Council, server: TimeServer
) -> None:
    def emptied(writer: Any) -> None:
        writer.root["/DSS"] = writer.add_object(
            generic.DictionaryObject(
                {pdf_name("/CRLs"): generic.ArrayObject([writer.add_object(a_stream(b"geen lijst"))])}
            )
        )
        writer.update_root()

    verdict = verify_bytes(updated(timed, emptied), (*council.trust, server.root))
    assert verdict.valid and verdict.level is Level.TIMED


@pytest.mark.expects_log
def test_a_strict_reader_passes_the_sealed_letter_after_the_keys_expired(letters: Letters, tmp_path: Path) -> None:
    """ETSI EN 319 102-1, 5.6.3, by pyHanko, which takes the real time for that of its own look: so all lies before."""
    signed = datetime.now(UTC).replace(microsecond=0) - timedelta(days=9)
    authority = keys.make_authority(COUNCIL, signed)
    file, both = tmp_path / "brief.pdf", {name: tmp_path / f"{name}.p12" for name in ("chair", "secretary")}
    for name, key in both.items():
        keys.make_key(key, name=name, role="lid", passphrase=PASSPHRASE, authority=authority, at=signed)
    file.write_bytes(letters.unsigned.read_bytes())
    with time_server(lambda: signed) as server:
        for field, key in both.items():
            sign(file, file, field=field, key=key, passphrase=PASSPHRASE, timestamp_url=server.address, at=signed)
        trust = (authority.certificate_pem, server.root)
        given, later = Proof(trust, authority=authority), signed + timedelta(hours=2)
        lasting = preserve(file.read_bytes(), given, at=later).data
        server.now = lambda: later + timedelta(minutes=1)
        sealed = preserve(lasting, given, timestamp_url=server.address, at=later).data
        for days in (20, 3000):
            moment = signed + timedelta(days=days)
            server.now = partial(clock_at, moment)
            assert strictly(sealed, trust, moment) == [True, True]
            assert strictly(file.read_bytes(), trust, moment) == [False, False]


def clock_at(moment: datetime) -> datetime:
    return moment


def strictly(data: bytes, trust: tuple[bytes, ...], moment: datetime) -> list[bool]:
    """Whether each signature passes for the archive; what servers of time revoked is asked, nothing of the council."""
    roots = SimpleTrustManager.build(trust_roots=certificates_in(trust))
    policy = CertValidationPolicySpec(roots, CertRevTrustPolicy(REQUIRE_REVINFO))
    spec = PdfSignatureValidationSpec(
        SignatureValidationSpec(
            policy,
            RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.ALWAYS_FETCH),
            key_usage_settings=KeyUsageConstraints(key_usage={"digital_signature"}),
        )
    )
    timing = ValidationTimingInfo(moment, moment, True)
    signatures = PdfFileReader(BytesIO(data)).embedded_regular_signatures
    return [asyncio.run(ades_lta_validation(one, spec, timing)).ades_subindic == AdESPassed.OK for one in signatures]


def test_a_letter_of_another_program_may_hold_proof_in_compressed_objects(
    letters: Letters, council: Council, server: TimeServer
) -> None:
    packed = BytesIO()
    with pikepdf.open(letters.unsigned) as pdf:
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    data = packed.getvalue()
    for field, file in (("chair", council.chair), ("secretary", council.secretary)):
        data = signed_with(data, field, load_key(file, PASSPHRASE, SIGNED_AT), SIGNED_AT, first=field == "chair")
    given = proof(council, server)
    whole = preserve(data, given, at=LATER)
    assert whole.verdict.valid and len(whole.data) > len(data)
    assert not verify_bytes(whole.data + b"\n%\n", council.trust).valid
    assert not verify_bytes(updated(whole.data, _a_loose_object), council.trust).valid
