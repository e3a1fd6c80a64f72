"""The two commands of the README; needs only Python ≥ 3.11 and its standard library.

    python3 packaging/dev.py run [ARGUMENTS]    opens the program, or runs one of its headless verbs
    python3 packaging/dev.py test [ARGUMENTS]   the whole test suite, offscreen; arguments go to pytest

Each does all set-up first: a virtual environment in ``.venv`` with the pinned requirements, and on Debian and
Ubuntu the system libraries that Qt needs (installed as root, else named). Set-up speaks on stderr only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from ctypes import CDLL
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "packaging" / "requirements.txt"
STAMP = VENV / "ready"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

# A file of tests at a time, in the order of `tests/conftest.py`: the longest first.
BY_TWO = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")

# A library that Qt loads, and the Debian package that has it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def quietly(*command: str | Path) -> None:
    """Run a set-up command with its output on stderr; stop with one sentence when it fails."""
    done = subprocess.run([str(part) for part in command], stdout=sys.stderr, check=False)
    if done.returncode:
        raise SystemExit(f"Set-up stopped: “{' '.join(map(str, command[:4]))} …” failed. The lines above say why.")


def system_libraries() -> None:
    """Install or name what Qt needs from Debian or Ubuntu."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    missing = sorted({package for library, package in QT_LIBRARIES.items() if not _loads(library)})
    if not missing:
        return
    if os.geteuid() == 0:
        say(f"Installing system libraries for the windows: {' '.join(missing)}")
        subprocess.run(["apt-get", "update", "-qq"], stdout=sys.stderr, check=False)
        _apt_install(missing)
    else:
        say("The windows need system libraries that are missing. Install them once with:")
        say(f"    sudo apt-get install {' '.join(missing)}")


def _loads(library: str) -> bool:
    try:
        CDLL(library)
    except OSError:
        return False
    return True


def _apt_install(packages: list[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, stdout=sys.stderr, env=environment, check=False)


def environment() -> None:
    """The virtual environment with the pinned requirements and the program itself."""
    wanted = _fingerprint()
    if STAMP.exists() and STAMP.read_text() == wanted and PYTHON.exists():
        return
    if not PYTHON.exists() or not _has_pip():
        say("Making the virtual environment .venv")
        _make_venv()
    say("Installing the pinned requirements (a minute or two the first time)")
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    quietly(*pip, "--require-hashes", "-r", REQUIREMENTS)
    quietly(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    STAMP.write_text(wanted)


def _make_venv() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], stdout=sys.stderr, check=False)
    if made.returncode and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], stdout=sys.stderr, check=False)
        _apt_install(["python3-venv"])
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], stdout=sys.stderr, check=False)
    if made.returncode:
        raise SystemExit("Python can't make a virtual environment here. On Debian and Ubuntu install python3-venv.")


def _has_pip() -> bool:
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def _fingerprint() -> str:
    project = (ROOT / "pyproject.toml").read_bytes()
    parts = [REQUIREMENTS.read_bytes(), project, str(ROOT).encode(), sys.version.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def run(arguments: list[str]) -> int:
    variables = dict(os.environ)
    variables.setdefault("WIJKRAAD_COMMAND", "python3 packaging/dev.py run")
    return subprocess.run([PYTHON, "-m", "wijkraad_app", *arguments], env=variables, check=False).returncode


def test(arguments: list[str]) -> int:
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0"}
    parallel = [] if {"-n", "-s", "--pdb"} & set(arguments) else BY_TWO
    command = [PYTHON, "-m", "pytest", *parallel, *arguments]
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):
        say("Python 3.11 or newer is needed.")
        return 2
    commands = {"run": run, "test": test}
    if not arguments or arguments[0] not in commands:
        say(__doc__ or "")
        return 2
    system_libraries()
    environment()
    return commands[arguments[0]](arguments[1:])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
