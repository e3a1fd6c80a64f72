"""Every way to touch a letter, tried on letters that hold proof for later: none passes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.timeserver import TimeServer, time_server
from tests.unit.pdf.conftest import PASSPHRASE, SIGNED_AT, Council, Letters, council, letter, letters
from tests.unit.pdf.tampering import KINDS, Bench, Kind
from tests.unit.pdf.test_preserving import signed_by_both
from tests.unit.pdf.test_tampering import bench
from wijkraad_app.pdf.preserving import Proof, preserve
from wijkraad_app.pdf.verification import verify_bytes

from . import report

__all__ = ["PASSPHRASE", "bench", "council", "letter", "letters"]


@pytest.fixture(scope="module")
def server() -> Iterator[TimeServer]:
    with time_server(lambda: SIGNED_AT) as running:
        yield running


def passes(kind: Kind, given: Bench, trust: tuple[bytes, ...]) -> bool:
    verdict = verify_bytes(kind.make(given), trust, "brief.pdf")
    return {"changed": verdict.valid, "incomplete": verdict.complete, "unknown": verdict.trusted == "yes"}[kind.result]


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_no_touched_letter_passes_with_proof_or_seal(
    bench: Bench, letters: Letters, council: Council, server: TimeServer, tmp_path: Path
) -> None:
    timed = signed_by_both(letters, council, server, tmp_path / "brief.pdf")
    proof = Proof((*council.trust, server.root), authority=council.authority)
    lasting = preserve(timed, proof, at=SIGNED_AT).data
    sealed = preserve(lasting, proof, timestamp_url=server.address, at=SIGNED_AT).data
    wrong, tried = [], 0
    for name, data in (("timed", timed), ("lasting", lasting), ("sealed", sealed)):
        given = replace(bench, by_both=data)
        fitting = [kind for kind in KINDS if made(kind, given)]
        tried += len(fitting)
        wrong += [f"{name}: {kind.name}" for kind in fitting if passes(kind, given, council.trust)]
    assert wrong == []
    report.write("touched letters with proof", kinds=len(KINDS), tried=tried, passed=len(wrong))


def made(kind: Kind, given: Bench) -> bool:
    """Whether this way to touch a letter fits one with proof: some ask for the last signature's own hole."""
    try:
        return bool(kind.make(given))
    except (AssertionError, IndexError, KeyError, ValueError, StopIteration):
        return False
