"""Sixty letters of random content: all conform at every stage, and no page has a fault."""

from __future__ import annotations

import os
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from tests.end2end.verapdf import judge
from tests.unit.pdf.conftest import SIGNED_AT, Council, council
from tests.unit.pdf.random_letters import faults, random_letter
from tests.unit.pdf.test_random_letters import stages
from tests.unit.pdf.test_timestamps import clock_authority
from wijkraad_app.pdf import conformance, preview
from wijkraad_app.pdf.letter import letter_document
from wijkraad_app.pdf.render import render
from wijkraad_app.pdf.signing import _writer
from wijkraad_app.pdf.verification import verify_bytes

from . import report

__all__ = ["council"]
COUNT = 60
STAGES = ("unsigned", "by_chair", "by_both", "archived")


def archived(data: bytes) -> bytes:
    """The letter with the timestamp of an archive."""
    certificate, key = clock_authority()
    stamper = DummyTimeStamper(
        asn1_x509.Certificate.load(certificate), asn1_keys.PrivateKeyInfo.load(key), fixed_dt=SIGNED_AT
    )
    out = BytesIO()
    PdfTimeStamper(timestamper=stamper, field_name="archive").timestamp_pdf(_writer(data), "sha256", output=out)
    return out.getvalue()


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_sixty_letters_conform_at_every_stage_and_have_no_fault(council: Council, tmp_path: Path) -> None:
    pages, wrong, files = Counter[int](), [], []
    for seed in range(1, COUNT + 1):
        made = random_letter(seed)
        states = stages(render(letter_document(made.letter)), council, tmp_path)
        states.append(archived(states[-1]))
        pages[preview.page_count(states[0])] += 1
        wrong += [f"seed {seed}: {fault}" for fault in faults(states[-1], made)]
        for name, data in zip(STAGES, states, strict=True):
            wrong += [f"seed {seed} {name}: {problem}" for problem in conformance.problems(data)]
            files.append(tmp_path / f"{seed}-{name}.pdf")
            files[-1].write_bytes(data)
        verdict = verify_bytes(states[-1], council.trust)
        wrong += [] if verdict.valid and verdict.complete and verdict.trusted == "yes" else [f"seed {seed}: {verdict}"]
    assert wrong == []
    said = judge(files)
    passed = said.count("PASS")
    assert passed == 2 * len(files) and "FAIL" not in said, [line for line in said.splitlines() if "FAIL" in line][:9]
    report.write("letters of random content", seeds=COUNT, pages=dict(sorted(pages.items())), files=len(files),
                 verapdf_passes=passed, wrong=len(wrong))  # fmt: skip


def test_a_letter_conforms_after_every_stage_by_the_engine(council: Council, tmp_path: Path) -> None:
    if not os.environ.get("WIJKRAAD_VERAPDF_PYTHON"):
        pytest.skip("WIJKRAAD_VERAPDF_PYTHON names no Python that has the PDF/A and PDF/UA engine")
    states = stages(render(letter_document(random_letter(2).letter)), council, tmp_path)
    files = [tmp_path / f"{name}.pdf" for name in STAGES]
    for file, data in zip(files, [*states, archived(states[-1])], strict=True):
        file.write_bytes(data)
    assert judge(files).count("PASS") == 8
