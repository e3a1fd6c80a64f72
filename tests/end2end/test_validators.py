"""Independent readers and checkers agree with what the demo made."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from .command_line import dossier
from .verapdf import judge


def needs(tool: str) -> str:
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"{tool} is not on this machine")
    return found


def output(*command: str | Path, **environment: str) -> str:
    variables = os.environ | environment
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, env=variables, check=False)
    return done.stdout + done.stderr


def test_pdfsig_sees_two_valid_signatures_over_the_whole_document(made: Path) -> None:
    said = output(needs("pdfsig"), made / "letter.pdf")
    assert said.count("Signature is Valid") == 2
    assert said.count("Total document signed") == 1


@pytest.mark.parametrize("name", ["agenda", "minutes", "letter"])
def test_qpdf_finds_no_fault(made: Path, name: str) -> None:
    assert "No syntax or stream encoding errors found" in output(needs("qpdf"), "--check", made / f"{name}.pdf")


@pytest.mark.timeout(300)
def test_verapdf_passes_archive_and_accessibility_profiles(made: Path) -> None:
    files = [made / f"{name}.pdf" for name in ("agenda", "minutes", "letter", "report", "form")]
    survey = dossier(made, "list", "survey")[0]["id"]
    for verb in ("report", "form"):
        dossier(made, "survey", verb, survey, made / f"{verb}.pdf")
    said = judge(files)
    assert said.count("PASS") == 2 * len(files) and "FAIL" not in said, said


def test_the_text_of_the_letter_is_read_as_it_was_written(made: Path) -> None:
    text = " ".join(output(needs("pdftotext"), made / "letter.pdf", "-").split())
    assert "Leg vóór 1 juni 2027 een zebrapad met verhoogd plateau aan bij basisschool De Bron." in text
    assert "“Mijn dochter van negen steekt hier niet alleen over”" in text
