"""Readers of others say the same of the untouched letter: pyHanko, pdfsig, openssl, and mutool where it is."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from wijkraad_app.pdf.trust import roots_in

from .conftest import SIGNED_AT, Council, Letters
from .forging import content_of, signed_part


def said(*command: str | Path) -> str:
    tool = shutil.which(str(command[0]))
    if tool is None:
        pytest.skip(f"{command[0]} is not on this machine")
    done = subprocess.run([tool, *map(str, command[1:])], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.expects_log
def test_pyhanko_finds_both_signatures_good(letters: Letters, council: Council) -> None:
    root = x509.Certificate.load(_der(council))
    usage = KeyUsageConstraints(key_usage={"digital_signature"})
    opened = PdfFileReader(BytesIO(letters.by_both.read_bytes()))
    for one in opened.embedded_signatures:
        context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=SIGNED_AT)
        status = validate_pdf_signature(one, signer_validation_context=context, key_usage_settings=usage)
        assert status.bottom_line and status.trusted


def test_pdfsig_finds_both_signatures_good(letters: Letters) -> None:
    words = said("pdfsig", letters.by_both)
    assert words.count("Signature is Valid") == 2
    assert words.count("Total document signed") == 1


@pytest.mark.parametrize("which", [0, 1])
def test_openssl_verifies_each_signature_against_the_root(
    letters: Letters, council: Council, tmp_path: Path, which: int
) -> None:
    data = letters.by_both.read_bytes()
    signature, covered, root = tmp_path / "sig.der", tmp_path / "covered.bin", tmp_path / "root.pem"
    signature.write_bytes(content_of(data, which).dump())
    covered.write_bytes(signed_part(data, which))
    root.write_bytes(council.authority.certificate_pem)
    moment = str(int(SIGNED_AT.timestamp()))
    words = said(
        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", signature, "-content", covered,
        "-CAfile", root, "-attime", moment, "-out", tmp_path / "out.bin",
    )  # fmt: skip
    assert "successful" in words.lower(), words
    covered.write_bytes(signed_part(data, which)[:-1])
    words = said(
        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", signature, "-content", covered,
        "-CAfile", root, "-attime", moment, "-out", tmp_path / "out.bin",
    )  # fmt: skip
    assert "failure" in words.lower()


def test_mutool_finds_no_change(letters: Letters, tmp_path: Path) -> None:
    by_chair, by_both = (said("mutool", "sign", "-v", file) for file in (letters.by_chair, letters.by_both))
    assert by_chair.count("The document is unchanged since signing.") == 1 and "edits" not in by_chair
    assert by_both.count("The document is unchanged since signing.") == 1  # by the secretary, over the whole file
    assert by_both.count("The signature is valid but there have been edits since signing.") == 1  # the secretary's own
    touched = bytearray(letters.by_both.read_bytes())
    touched[touched.index(b"stream\n", 5000) + 40] ^= 1
    (tmp_path / "brief.pdf").write_bytes(touched)
    words = said("mutool", "sign", "-v", tmp_path / "brief.pdf")
    assert words.count("Digest error") == 2 and "unchanged" not in words


def _der(council: Council) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_pem_x509_certificate

    (root,) = roots_in(council.authority.certificate_pem)
    return load_pem_x509_certificate(root.pem).public_bytes(Encoding.DER)
