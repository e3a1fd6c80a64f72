"""Signing: chair first, then secretary; what is refused leaves no file behind."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import conformance
from wijkraad_app.pdf.reading import ARCHIVES, byte_ranges
from wijkraad_app.pdf.signing import fields, sign

from .conftest import PASSPHRASE, SIGNED_AT, Council, Letters


def refusal(source: Path, target: Path, key: Path, field: str = "chair", **more: str) -> str:
    with pytest.raises(UserError) as refused:
        sign(
            source,
            target,
            field=field,
            key=key,
            passphrase=more.get("passphrase", PASSPHRASE),
            timestamp_url=more.get("timestamp_url"),
            at=SIGNED_AT,
        )
    assert not target.exists()
    assert not list(target.parent.glob(".*"))
    return refused.value.code


def test_the_fields_say_who_has_signed(letters: Letters) -> None:
    assert [(one.name, one.signed) for one in fields(letters.by_chair)] == [("chair", True), ("secretary", False)]
    assert fields(letters.by_chair)[1].label == "Handtekening van M. van Duin, secretaris"


def test_signing_only_adds_to_the_file(letters: Letters) -> None:
    before, after = letters.unsigned.read_bytes(), letters.by_chair.read_bytes()
    assert after.startswith(before)
    assert letters.by_both.read_bytes().startswith(after)


def test_the_description_of_the_file_is_left_as_it_was(letters: Letters) -> None:
    descriptions = []
    for file in (letters.unsigned, letters.by_both):
        with pikepdf.open(file) as pdf:
            descriptions.append((pdf.Root.Metadata.read_bytes(), str(pdf.docinfo["/ModDate"])))
    assert descriptions[0] == descriptions[1]


def test_the_library_still_asks_what_we_answer() -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    assert callable(IncrementalPdfFileWriter._update_meta)


def test_the_chair_certifies_and_the_secretary_adds(letters: Letters) -> None:
    with pikepdf.open(letters.by_both) as pdf:
        chair, secretary, *archives = pdf.Root.AcroForm.Fields
        assert pdf.Root.Perms.DocMDP.objgen == chair.V.objgen
        assert chair.V.Reference[0].TransformParams.P == 2
        assert [str(name) for name in chair.Lock.Fields] == ["secretary", *ARCHIVES]
        assert [str(name) for name in secretary.Lock.Fields] == [*ARCHIVES]
        assert [str(one.T) for one in archives] == [*ARCHIVES]
        assert not any("/V" in one or "/Lock" in one for one in archives)


def test_the_stamp_says_who_and_when_in_the_language_of_the_letter(letters: Letters) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    words = subprocess.run(["pdftotext", letters.by_chair, "-"], capture_output=True, check=True).stdout.decode()
    assert "Digitaal ondertekend" in words
    assert "A. Verhoeven, voorzitter" in words
    assert "4 december 2026, 16.12 uur" in words
    assert words.count("hier komt de handtekening") == 1


def test_a_signed_letter_still_conforms(letters: Letters) -> None:
    for file in (letters.unsigned, letters.by_chair, letters.by_both):
        assert conformance.problems(file.read_bytes()) == ()


def test_refusals_leave_nothing_behind(letters: Letters, council: Council, tmp_path: Path) -> None:
    target = tmp_path / "uit" / "brief.pdf"
    target.parent.mkdir()
    notes = tmp_path / "notities.pdf"
    notes.write_bytes(b"geen pdf")
    for source, more, expected in (
        (letters.unsigned, {"passphrase": "fout"}, "wrong_passphrase"),
        (letters.unsigned, {"field": "penningmeester"}, "unknown_field"),
        (letters.unsigned, {"field": "archive"}, "unknown_field"),
        (letters.unsigned, {"field": "secretary"}, "sign_in_order"),
        (letters.by_chair, {}, "already_signed"),
        (notes, {}, "not_a_pdf"),
        (tmp_path / "weg.pdf", {}, "cannot_read"),
        (letters.unsigned, {"timestamp_url": "ftp://klok"}, "timestamp_failed"),
        (letters.unsigned, {"timestamp_url": "http://127.0.0.1:9/klok"}, "timestamp_failed"),
    ):
        assert refusal(source, target, council.chair, **more) == expected


def test_a_file_that_does_not_conform_is_not_signed(letters: Letters, council: Council, tmp_path: Path) -> None:
    plain = tmp_path / "plat.pdf"
    with pikepdf.open(letters.unsigned) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(plain)
    assert refusal(plain, tmp_path / "uit.pdf", council.chair) == "not_conforming"


def test_a_letter_changed_after_the_chair_is_not_signed(letters: Letters, council: Council, tmp_path: Path) -> None:
    changed = tmp_path / "gewijzigd.pdf"
    data = bytearray(letters.by_chair.read_bytes())
    data[data.index(b"stream\n", 5000) + 40] ^= 1
    changed.write_bytes(data)
    assert refusal(changed, tmp_path / "uit.pdf", council.secretary, "secretary") == "changed_after_signing"


def test_a_key_that_signed_already_is_not_a_second_signer(letters: Letters, council: Council, tmp_path: Path) -> None:
    assert refusal(letters.by_chair, tmp_path / "uit.pdf", council.chair, "secretary") == "same_key"


def test_a_folder_that_can_not_be_written_is_one_sentence(letters: Letters, council: Council, tmp_path: Path) -> None:
    assert refusal(letters.unsigned, tmp_path / "nergens" / "brief.pdf", council.chair) == "cannot_write"


def test_a_letter_may_be_signed_in_place(letters: Letters, council: Council, tmp_path: Path) -> None:
    own = Path(shutil.copy(letters.unsigned, tmp_path / "brief.pdf"))
    done = sign(own, own, field="chair", key=council.chair, passphrase=PASSPHRASE, at=SIGNED_AT)
    assert not done.complete
    assert len(byte_ranges(own.read_bytes())) == 1
    assert done.signer.name == "A. Verhoeven"


def test_poppler_agrees(letters: Letters) -> None:
    if shutil.which("pdfsig") is None:
        pytest.skip("pdfsig is not installed")
    told = subprocess.run(["pdfsig", letters.by_both], capture_output=True, check=False).stdout.decode()
    assert told.count("Signature is Valid") == 2
    assert told.count("- Total document signed") == 1


def test_qpdf_agrees(letters: Letters) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    for file in (letters.unsigned, letters.by_both):
        assert subprocess.run(["qpdf", "--check", file], capture_output=True, check=False).returncode == 0


def test_the_empty_look_of_a_field_is_gone_once_it_is_signed(letters: Letters) -> None:
    with pikepdf.open(BytesIO(letters.by_chair.read_bytes())) as pdf:
        chair, secretary, *_archives = pdf.Root.AcroForm.Fields
        assert chair.AP.N.objgen != secretary.AP.N.objgen
