"""What people install, built from a checkout.

    python3 packaging/build.py app       the program as one folder, in dist/wijkraad
    python3 packaging/build.py deb       a package for Debian and Ubuntu, in dist/
    python3 packaging/build.py check     as root: installs that package, works with it, removes it, looks what stays

Windows: packaging/windows/wijkraad.nsi makes the installer from dist/wijkraad; nobody has tried it yet.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

import dev

ROOT = dev.ROOT
DIST = ROOT / "dist"
APP = DIST / "wijkraad"
STAGE = ROOT / "build" / "deb"
LIMIT_MB = 300


def version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def app() -> None:
    """The program as one folder, with the list of its parts and their licences."""
    dev.quietly(dev.PYTHON, ROOT / "packaging" / "parts.py", "--check")
    spec = ROOT / "packaging" / "wijkraad.spec"
    work = ROOT / "build" / "app"
    dev.quietly(dev.PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", DIST,
                "--workpath", work, spec)  # fmt: skip
    if sys.platform.startswith("linux"):
        _strip()
    parts = subprocess.run(
        [dev.PYTHON, ROOT / "packaging" / "parts.py"], capture_output=True, text=True, check=True
    ).stdout
    (APP / "parts.txt").write_text(parts, encoding="utf-8")
    (APP / "_internal/wijkraad_app/resources/commit.txt").write_text(_commit(), encoding="ascii")
    size = _megabytes(APP)
    dev.say(f"{APP}: {size} MB")
    if size >= LIMIT_MB:
        raise SystemExit(f"The program is {size} MB; it should stay under {LIMIT_MB}.")


def _commit() -> str:
    """What the program says it was made from; empty outside a checkout."""
    said = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip()


def _strip() -> None:
    """Leave out symbols. Not in what came mended into a wheel (``*.libs``): after that it no longer loads."""
    for file in (APP / "_internal").rglob("*.so*"):
        if file.is_file() and not file.is_symlink() and not any(part.endswith(".libs") for part in file.parts):
            subprocess.run(["strip", "--strip-unneeded", file], stderr=subprocess.DEVNULL, check=False)


def _megabytes(folder: Path) -> int:
    return round(sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir()) / 1e6)


def package() -> Path:
    """Where the package for Debian and Ubuntu is made."""
    machine = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    return DIST / f"wijkraad_{version()}_{machine}.deb"


def deb() -> None:
    """The package: the folder, a command, an entry in the menu, an icon and the type of a dossier."""
    app()  # always: what lies there may be of another commit, or have been refused
    shutil.rmtree(STAGE, ignore_errors=True)
    shutil.copytree(APP, STAGE / "usr/lib/wijkraad", symlinks=True)
    linux = ROOT / "packaging" / "linux"
    icon = ROOT / "resources" / "icon.svg"
    icons = STAGE / "usr/share/icons/hicolor/scalable"
    for source, target in (
        (linux / "wijkraad.desktop", STAGE / "usr/share/applications/wijkraad.desktop"),
        (linux / "wijkraad.xml", STAGE / "usr/share/mime/packages/wijkraad.xml"),
        (icon, icons / "apps/wijkraad.svg"),
        (icon, icons / "mimetypes/application-x-wijkraad.svg"),
        (APP / "parts.txt", STAGE / "usr/share/doc/wijkraad/parts.txt"),
        (ROOT / "LICENSE", STAGE / "usr/share/doc/wijkraad/copyright"),
    ):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    command = STAGE / "usr/bin/wijkraad"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/wijkraad/wijkraad")
    control = STAGE / "DEBIAN/control"
    control.parent.mkdir()
    control.write_text(_control(_megabytes(STAGE) * 1000), encoding="utf-8")
    dev.quietly("dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", STAGE, package())
    dev.say(f"{package()}: {package().stat().st_size / 1e6:.0f} MB")


def _control(kilobytes: int) -> str:
    needed = ", ".join(sorted({*dev.QT_LIBRARIES.values(), "libc6", "shared-mime-info", "desktop-file-utils"}))
    return f"""\
Package: wijkraad
Version: {version()}
Architecture: {package().stem.rsplit("_", 1)[1]}
Maintainer: Wijkraad developers <wijkraad@localhost>
Installed-Size: {kilobytes}
Depends: {needed}
Section: misc
Priority: optional
Description: the dossier of a ward council
 Carries the work of a ward council from what a resident says to a signed
 letter to the municipality: meetings, surveys, conversations, signals,
 advice and letters. Works without the internet, in Dutch and English.
"""


def check() -> None:
    """Install the package, work with it headless and in a window, remove it; stop with a sentence where it fails."""
    if os.geteuid() != 0:
        raise SystemExit("Installing needs root. Run this as root on a machine where that may be tried.")
    if not package().exists():
        deb()
    dev.quietly("apt-get", "install", "-y", "-qq", "--no-install-recommends", package(), "xvfb", "xdotool")
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        try:
            _demo(home)
            _opens(home)
            _knows_dossiers(home)
        finally:
            files = _installed()
            dev.quietly("apt-get", "remove", "-y", "-qq", "wijkraad")
        left = [file for file in files if file.is_file() or file.is_symlink()]
        if left:
            raise SystemExit(f"Removing left behind: {', '.join(map(str, left[:5]))}")
        if not (home / "out" / "dossier.wijkraad").exists():
            raise SystemExit("Removing took the user's own files along.")
    dev.say("Installed, worked with, removed; nothing stayed but the user's files.")


def _variables(home: Path) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "WIJKRAAD_PASSPHRASE": "voorbeeld",
            "WIJKRAAD_KEY_PASSPHRASE": "voorbeeld"}  # fmt: skip


def _demo(home: Path) -> None:
    done = subprocess.run(["wijkraad", "demo", home / "out", "--json"], env=_variables(home), capture_output=True,
                          text=True, check=False)  # fmt: skip
    if done.returncode or not json.loads(done.stdout)["verified"]:
        raise SystemExit(f"The demo of the installed program failed: {done.stdout}{done.stderr}")


def _opens(home: Path) -> None:
    """The window comes up on a screen of its own, with the dossier of the demo."""
    display = ":97"
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    shown = _variables(home) | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    window = subprocess.Popen(["wijkraad", "-d", home / "out" / "dossier.wijkraad"], env=shown, stderr=subprocess.PIPE)
    try:
        for _attempt in range(120):
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "Singels"], env=shown,
                                   capture_output=True, check=False)  # fmt: skip
            if found.stdout.strip():
                return
            if window.poll() is not None:
                break
            time.sleep(0.25)
        raise SystemExit("The installed program showed no window in half a minute.")
    finally:
        window.terminate()
        window.wait()
        screen.terminate()
        screen.wait()


def _knows_dossiers(home: Path) -> None:
    kinds = Path("/usr/share/mime/globs2").read_text(encoding="utf-8")
    if "application/x-wijkraad:*.wijkraad" not in kinds:
        raise SystemExit("The system doesn't know what a dossier is: a double click would not open it.")


def _installed() -> list[Path]:
    listed = subprocess.run(["dpkg", "-L", "wijkraad"], capture_output=True, text=True, check=True).stdout
    return [Path(line) for line in listed.splitlines()]


def main(arguments: list[str]) -> int:
    commands = {"app": app, "deb": deb, "check": check}
    if len(arguments) != 1 or arguments[0] not in commands:
        dev.say(__doc__ or "")
        return 2
    dev.system_libraries()
    dev.environment()
    commands[arguments[0]]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
