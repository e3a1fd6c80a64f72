"""Sixty letters of random content: all conform at every stage, and no page has a fault."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end.verapdf import judge
from tests.timeserver import TimeServer, time_server
from tests.unit.pdf.conftest import SIGNED_AT, Council, council
from tests.unit.pdf.random_letters import faults, random_letter
from tests.unit.pdf.test_random_letters import stages
from wijkraad_app.pdf import conformance, preview
from wijkraad_app.pdf.letter import letter_document
from wijkraad_app.pdf.levels import Level
from wijkraad_app.pdf.preserving import Proof, preserve
from wijkraad_app.pdf.render import render
from wijkraad_app.pdf.verification import verify_bytes

from . import report

__all__ = ["council"]
COUNT = 60
STAGES = ("unsigned", "by_chair", "by_both", "lasting", "archived")


@pytest.fixture(scope="module")
def server() -> Iterator[TimeServer]:
    with time_server(lambda: SIGNED_AT) as running:
        yield running


def every_stage(data: bytes, council: Council, server: TimeServer, folder: Path) -> list[bytes]:
    """The letter unsigned, signed by each with a timestamp, with validation data, and sealed for the archive."""
    found = stages(data, council, folder, server.address)
    proof = Proof((*council.trust, server.root), authority=council.authority)
    found.append(preserve(found[-1], proof, at=SIGNED_AT).data)
    found.append(preserve(found[-1], proof, timestamp_url=server.address, at=SIGNED_AT).data)
    return found


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_sixty_letters_conform_at_every_stage_and_have_no_fault(
    council: Council, server: TimeServer, tmp_path: Path
) -> None:
    pages, wrong, files = Counter[int](), [], []
    for seed in range(1, COUNT + 1):
        made = random_letter(seed)
        states = every_stage(render(letter_document(made.letter)), council, server, tmp_path)
        pages[preview.page_count(states[0])] += 1
        wrong += [f"seed {seed}: {fault}" for fault in faults(states[-1], made)]
        for name, data in zip(STAGES, states, strict=True):
            wrong += [f"seed {seed} {name}: {problem}" for problem in conformance.problems(data)]
            files.append(tmp_path / f"{seed}-{name}.pdf")
            files[-1].write_bytes(data)
        verdict = verify_bytes(states[-1], council.trust)
        whole = verdict.valid and verdict.complete and verdict.level is Level.ARCHIVED
        wrong += [] if whole and verdict.trusted == "yes" else [f"seed {seed}: {verdict}"]
    assert wrong == []
    said = judge(files)
    passed = said.count("PASS")
    assert passed == 2 * len(files) and "FAIL" not in said, [line for line in said.splitlines() if "FAIL" in line][:9]
    report.write("letters of random content", seeds=COUNT, pages=dict(sorted(pages.items())), files=len(files),
                 verapdf_passes=passed, wrong=len(wrong))  # fmt: skip


@pytest.mark.timeout(300)
def test_a_letter_conforms_after_every_stage_by_the_engine(
    council: Council, server: TimeServer, tmp_path: Path
) -> None:
    if not os.environ.get("WIJKRAAD_VERAPDF_PYTHON"):
        pytest.skip("WIJKRAAD_VERAPDF_PYTHON names no Python that has the PDF/A and PDF/UA engine")
    states = every_stage(render(letter_document(random_letter(2).letter)), council, server, tmp_path)
    files = [tmp_path / f"{name}.pdf" for name in STAGES]
    for file, data in zip(files, states, strict=True):
        file.write_bytes(data)
    assert judge(files).count("PASS") == 10
