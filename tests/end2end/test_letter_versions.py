"""Letters with files, in large print, with another window, divided words: an independent engine finds them whole."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.timeserver import time_server
from tests.unit.pdf.conftest import PASSPHRASE, SIGNED_AT, Council, council
from tests.unit.pdf.samples import HOUSE, a_letter
from tests.unit.pdf.test_enclosing import picture
from wijkraad_app.pdf import render, signing
from wijkraad_app.pdf.enclosing import How
from wijkraad_app.pdf.letter import Enclosed, letter_document
from wijkraad_app.pdf.preserving import Proof, preserve

from .verapdf import judge

__all__ = ["council"]


def file(folder: Path, name: str, **changes: Any) -> Path:
    (folder / name).write_bytes(render.render(letter_document(a_letter(**changes))))
    return folder / name


def enclosed(how: How, name: str, data: bytes) -> Enclosed:
    return Enclosed("Het stuk", how, name, hashlib.sha256(data).hexdigest(), "Een kruising", data)


@pytest.mark.timeout(300)
def test_every_version_passes_archive_and_accessibility_profiles(tmp_path: Path, council: Council) -> None:
    photo, report = enclosed("page", "foto.jpg", picture(mode="CMYK")), file(tmp_path, "rapport.pdf").read_bytes()
    drawing = enclosed("page", "tekening.png", picture("PNG", "RGBA"))
    plain = [
        file(tmp_path, "large.pdf", large=True, enclosed=(photo,)),
        file(tmp_path, "public.pdf", public=True, enclosed=(photo,)),
        file(tmp_path, "right.pdf", house=replace(HOUSE, window="right"), enclosed=(photo, drawing)),
        file(tmp_path, "english.pdf", language="en", body=a_letter().body * 5),
    ]
    said = judge(plain)
    assert said.count("PASS") == 2 * len(plain) and "FAIL" not in said, said
    inside = enclosed("inside", "rapport.pdf", report)
    whole = file(tmp_path, "whole.pdf", enclosed=(photo, inside, enclosed("beside", "metingen.csv", b"1;2")))
    by_chair, by_both = tmp_path / "chair.pdf", tmp_path / "both.pdf"
    signing.sign(whole, by_chair, field="chair", key=council.chair, passphrase=PASSPHRASE, at=SIGNED_AT)
    signing.sign(by_chair, by_both, field="secretary", key=council.secretary, passphrase=PASSPHRASE, at=SIGNED_AT)
    said = judge([whole, by_chair, by_both], "3a,ua1")
    assert said.count("PASS") == 6 and "FAIL" not in said, said


@pytest.mark.timeout(300)
def test_a_letter_with_a_file_inside_passes_after_proof_and_after_every_seal(tmp_path: Path, council: Council) -> None:
    """The seal is renewed once: the second one covers the first, and the file inside stays described."""
    inside = enclosed("inside", "Rapport é.pdf", file(tmp_path, "rapport.pdf").read_bytes())
    letter = file(tmp_path, "brief.pdf", enclosed=(inside, enclosed("beside", "metingen.csv", b"1;2")))
    now = SIGNED_AT
    with time_server(lambda: now) as server:
        for field, key in (("chair", council.chair), ("secretary", council.secretary)):
            signing.sign(
                letter, letter, field=field, key=key, passphrase=PASSPHRASE, timestamp_url=server.address, at=now
            )
        proof = Proof((*council.trust, server.root), authority=council.authority)
        lasting = preserve(letter.read_bytes(), proof, at=now)
        sealed = preserve(lasting.data, proof, timestamp_url=server.address, at=now)
        assert sealed.verdict.archive is not None
        now = sealed.verdict.archive.until - timedelta(days=100)
        renewed = preserve(sealed.data, proof, timestamp_url=server.address, at=now)
    files = []
    for name, stage in (("lasting", lasting), ("sealed", sealed), ("renewed", renewed)):
        assert stage.verdict.valid and stage.verdict.complete and stage.verdict.changes == ()
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(stage.data)
    said = judge([letter, *files], "3a,ua1")
    assert said.count("PASS") == 8 and "FAIL" not in said, said
