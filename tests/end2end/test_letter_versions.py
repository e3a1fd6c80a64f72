"""Letters with files, in large print, with another window, divided words: an independent engine finds them whole."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.pdf.conftest import PASSPHRASE, SIGNED_AT, Council, council
from tests.unit.pdf.samples import HOUSE, a_letter
from tests.unit.pdf.test_enclosing import picture
from wijkraad_app.pdf import render, signing
from wijkraad_app.pdf.enclosing import How
from wijkraad_app.pdf.letter import Enclosed, letter_document

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
