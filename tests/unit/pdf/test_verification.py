"""What is said of a letter that someone touched; one test for each row of the measured table, and more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import keys
from wijkraad_app.pdf.appending import quiet_writer
from wijkraad_app.pdf.reading import byte_ranges
from wijkraad_app.pdf.render import render
from wijkraad_app.pdf.signing import _signed
from wijkraad_app.pdf.trust import roots_in
from wijkraad_app.pdf.verification import Verdict, verify, verify_bytes

from .conftest import PASSPHRASE, SIGNED_AT, Council, Letters
from .samples import a_document


@pytest.fixture
def whole(letters: Letters) -> bytes:
    return letters.by_both.read_bytes()


def updated(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The file with ``change`` appended as an incremental update."""
    writer = quiet_writer(data)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def new_content(writer: Any) -> None:
    reference, _resources = writer.find_page_for_modification(0)
    page = reference.get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"q Q"))
    writer.update_container(page)


def note_on_top(writer: Any) -> None:
    reference, _resources = writer.find_page_for_modification(0)
    page = reference.get_object()
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (100, 500, 200, 520)]),
            pdf_name("/DA"): generic.pdf_string("/F 1 Tf"),
            pdf_name("/Contents"): generic.pdf_string("nee"),
        }
    )
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])
    writer.update_container(page)


def wider_letters(writer: Any) -> None:
    fonts = writer.root["/Pages"]["/Kids"][0]["/Resources"]["/Font"]
    font = fonts[next(iter(fonts))]
    font["/Widths"] = generic.ArrayObject([generic.NumberObject(900)] * len(font["/Widths"]))
    writer.update_container(font)


def other_description(writer: Any) -> None:
    stream = generic.StreamObject({pdf_name("/Type"): pdf_name("/Metadata")}, stream_data=b"<x/>")
    writer.root["/Metadata"] = writer.add_object(stream)
    writer.update_root()


def other_words_for_screen_readers(writer: Any) -> None:
    elem = writer.root["/StructTreeRoot"]["/K"]["/K"][0]
    elem[pdf_name("/ActualText")] = generic.pdf_string("Ander advies")
    writer.update_container(elem)


def other_stamp(writer: Any) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    box = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 200, 50)])
    look = {pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): box}
    stream = writer.add_object(generic.StreamObject(look, stream_data=b"1 0 0 rg 0 0 100 20 re f"))
    field["/AP"] = generic.DictionaryObject({pdf_name("/N"): stream})
    writer.update_container(field)


def test_a_letter_signed_by_both_is_valid_complete_and_trusted(letters: Letters, council: Council) -> None:
    verdict = verify(letters.by_both, council.trust)
    assert (verdict.valid, verdict.complete, verdict.trusted) == (True, True, "yes")
    assert verdict.problems == ()
    assert [(one.field, one.signer, one.role, one.covers) for one in verdict.signatures] == [
        ("chair", "A. Verhoeven", "voorzitter", "revision"),
        ("secretary", "M. van Duin", "secretaris", "file"),
    ]
    assert all(one.time == SIGNED_AT and not one.time_proven for one in verdict.signatures)


def test_without_roots_trust_is_unknown(letters: Letters) -> None:
    verdict = verify(letters.by_both)
    assert (verdict.valid, verdict.trusted) == (True, "unknown")


def test_another_councils_root_does_not_make_it_trusted(letters: Letters) -> None:
    other = keys.make_authority("Wijkraad Elders", SIGNED_AT)
    verdict = verify(letters.by_both, (other.certificate_pem,))
    assert (verdict.valid, verdict.trusted) == (True, "no")


def test_the_system_may_know_the_authority_and_to_it_unknown_is_not_wrong(letters: Letters, council: Council) -> None:
    assert verify(letters.by_both, also=lambda: council.trust).trusted == "yes"
    other = keys.make_authority("Wijkraad Elders", SIGNED_AT)
    assert verify(letters.by_both, also=lambda: (other.certificate_pem,)).trusted == "unknown"
    verdict = verify(letters.by_both, (other.certificate_pem,), also=lambda: council.trust)
    assert verdict.trusted == "yes"
    (root,) = roots_in(council.authority.certificate_pem)
    assert {one.root for one in verdict.signatures} == {root.fingerprint}


def test_a_letter_half_signed_is_valid_but_not_complete(letters: Letters) -> None:
    verdict = verify(letters.by_chair)
    assert (verdict.valid, verdict.complete) == (True, False)
    assert verdict.missing == ("Handtekening van M. van Duin, secretaris",)
    assert "M. van Duin" in verdict.problems[0]


def test_a_letter_cut_back_to_the_chairs_revision_is_incomplete(whole: bytes) -> None:
    first = min(sum(part[2:4]) for part in byte_ranges(whole))
    verdict = verify_bytes(whole[:first])
    assert not verdict.complete


def test_an_unsigned_letter_is_not_valid(letters: Letters) -> None:
    verdict = verify(letters.unsigned)
    assert (verdict.valid, verdict.complete, verdict.signatures) == (False, False, ())


def refused(verdict: Verdict) -> bool:
    return not verdict.valid and bool(verdict.problems)


def test_a_changed_byte_is_seen(whole: bytes) -> None:
    data = bytearray(whole)
    data[data.index(b"stream\n", 5000) + 40] ^= 1
    verdict = verify_bytes(bytes(data))
    assert refused(verdict)
    assert not any(one.intact for one in verdict.signatures)


def test_of_a_changed_letter_it_is_still_known_whose_keys_they_are(whole: bytes, council: Council) -> None:
    data = bytearray(whole)
    data[data.index(b"stream\n", 5000) + 40] ^= 1
    for touched in (bytes(data), updated(whole, new_content)):
        verdict = verify_bytes(touched, council.trust)
        assert refused(verdict) and verdict.trusted == "yes"
    elsewhere = keys.make_authority("Wijkraad Elders", SIGNED_AT)
    assert verify_bytes(bytes(data), (elsewhere.certificate_pem,)).trusted == "no"


@pytest.mark.parametrize(
    "change",
    [new_content, note_on_top, wider_letters, other_description, other_words_for_screen_readers, other_stamp],
)
@pytest.mark.parametrize("state", ["by_chair", "by_both"])
def test_an_update_after_signing_is_seen(letters: Letters, state: str, change: Callable[[Any], None]) -> None:
    assert refused(verify_bytes(updated(getattr(letters, state).read_bytes(), change)))


def test_the_pages_that_were_changed_are_named(whole: bytes) -> None:
    assert verify_bytes(updated(whole, new_content)).changed_pages == (1,)


def test_a_rewritten_file_is_seen(whole: bytes) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(whole)) as pdf:
        pdf.save(out)
    assert refused(verify_bytes(out.getvalue()))


@pytest.mark.parametrize("junk", [b"\n", b" ", b"\n% extra\n", b"%%EOF\n", b"\x00" * 2000])
def test_anything_after_the_end_is_seen(whole: bytes, junk: bytes) -> None:
    assert refused(verify_bytes(whole + junk))


def test_a_false_claim_of_what_was_signed_does_not_help(whole: bytes) -> None:
    length = len(whole)
    for _attempt in range(3):
        junk = f"\n% /ByteRange [0 10 20 {length - 20}]\n".encode()
        length = len(whole) + len(junk)
    assert refused(verify_bytes(whole + junk))


def test_anything_before_the_beginning_is_seen(whole: bytes) -> None:
    assert refused(verify_bytes(b"x" + whole))


@pytest.mark.parametrize("kept", [0, 1, 9, 500, 20_000, -1, -10, -500])
def test_a_truncated_file_is_seen(whole: bytes, kept: int) -> None:
    assert refused(verify_bytes(whole[:kept]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 0.9999), flip=st.integers(1, 255))
def test_no_single_changed_byte_passes(whole: bytes, place: float, flip: int) -> None:
    at = int(place * len(whole))
    data = bytearray(whole)
    data[at] ^= flip
    verdict = verify_bytes(bytes(data))
    inside_contents = any(first + length <= at < second for first, length, second, _rest in byte_ranges(whole))
    assert refused(verdict) or not verdict.complete or inside_contents


def test_a_letter_stays_trusted_after_the_key_has_expired(letters: Letters, council: Council) -> None:
    with clock.fixed(datetime(2044, 1, 1, tzinfo=UTC)):
        verdict = verify(letters.by_both, council.trust)
    assert (verdict.valid, verdict.trusted) == (True, "yes")


def test_a_key_that_was_not_valid_when_it_was_used_is_named(letters: Letters, council: Council) -> None:
    key = keys.load_key(council.chair, PASSPHRASE, SIGNED_AT)
    late = datetime(2035, 1, 1, tzinfo=UTC)
    data = asyncio.run(_signed(letters.unsigned.read_bytes(), "chair", key, None, late, True, None))
    verdict = verify_bytes(data, council.trust)
    assert not verdict.valid
    assert verdict.trusted == "no"
    assert "De sleutel van A. Verhoeven was niet geldig toen ermee werd getekend." in verdict.problems


def test_what_is_no_pdf_gets_a_verdict_and_what_is_not_there_a_refusal(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(b"geen pdf")
    assert refused(verify(file))
    with pytest.raises(UserError):
        verify(tmp_path / "weg.pdf")


@pytest.mark.parametrize("junk", [b"", b"geen certificaat", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_what_is_no_certificate_can_not_be_trusted(letters: Letters, junk: bytes) -> None:
    with pytest.raises(UserError) as refused_file:
        verify(letters.by_both, (junk,))
    assert refused_file.value.code == "not_a_certificate"


def test_a_document_without_fields_is_not_signed() -> None:
    verdict = verify_bytes(render(a_document()))
    assert (verdict.valid, verdict.complete) == (False, False)
