"""Letters of any content lose no word, cut none, let nothing overlap and leave no heading or page alone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from wijkraad_app.pdf import conformance
from wijkraad_app.pdf.letter import letter_document
from wijkraad_app.pdf.render import render
from wijkraad_app.pdf.signing import sign
from wijkraad_app.pdf.verification import verify_bytes

from .conftest import PASSPHRASE, SIGNED_AT, Council
from .random_letters import Made, faults, random_letter
from .samples import a_letter


def stages(data: bytes, council: Council, folder: Path, timestamp_url: str | None = None) -> list[bytes]:
    """The letter unsigned, signed by the chair, and by the secretary."""
    files = [folder / name for name in ("unsigned.pdf", "chair.pdf", "secretary.pdf")]
    files[0].write_bytes(data)
    for at, (field, key) in enumerate((("chair", council.chair), ("secretary", council.secretary))):
        sign(
            files[at], files[at + 1], field=field, key=key, passphrase=PASSPHRASE, timestamp_url=timestamp_url,
            at=SIGNED_AT,
        )  # fmt: skip
    return [file.read_bytes() for file in files]


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_letter_of_any_content_is_whole(seed: int) -> None:
    made = random_letter(seed)
    data = render(letter_document(made.letter))
    assert conformance.problems(data) == ()
    assert faults(data, made) == []


def test_a_long_letter_conforms_and_verifies_at_every_stage(council: Council, tmp_path: Path) -> None:
    made = random_letter(6)
    files = stages(render(letter_document(made.letter)), council, tmp_path)
    assert [conformance.problems(data) for data in files] == [(), (), ()]
    verdict = verify_bytes(files[-1], council.trust)
    assert (verdict.valid, verdict.complete, verdict.trusted, verdict.changes) == (True, True, "yes", ())
    assert faults(files[-1], made) == []


def test_the_judge_sees_a_lost_sentence_and_a_heading_at_the_foot() -> None:
    data = render(letter_document(a_letter()))
    assert "lost" in faults(data, Made(a_letter(), ["Dit staat er niet."]))[0]
    assert faults(data, Made(a_letter(), ["De wijkraad vraagt u"])) == []
    last = "Meet de snelheid voor en na de aanleg."
    assert faults(data, Made(a_letter(), [], {last})) == [f"page 1 ends with a heading: {last}"]


GOLDEN = Path(__file__).with_name("letter.struct.txt")


def structure(data: bytes, file: Path) -> str:
    """What `pdfinfo -struct-text` says: elements in reading order, with their text."""
    tool = shutil.which("pdfinfo")
    if tool is None:
        pytest.skip("pdfinfo is not on this machine")
    file.write_bytes(data)
    done = subprocess.run([tool, "-struct-text", file], capture_output=True, text=True, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def test_the_structure_of_the_letter_is_the_golden_one(tmp_path: Path) -> None:
    """Made anew, after a change that was meant, with `WIJKRAAD_GOLDEN=1`."""
    import os

    found = structure(render(letter_document(a_letter())), tmp_path / "brief.pdf")
    if os.environ.get("WIJKRAAD_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")
