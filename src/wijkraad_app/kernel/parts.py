"""What the program is made of: its version, and every part that ships with it, with licence and full text.

Taken from the metadata the parts bring along, so that the list is that of what is installed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from . import resources

PROGRAM = "wijkraad-app"
LICENCE = "EUPL-1.2"
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_LONGEST_NAME = 70
_LGPL = (resources.path("licences", "LGPL-3.0.txt"), resources.path("licences", "GPL-3.0.txt"))
"""Qt's packages bring no text along; the LGPL is a supplement to the GPL."""


_SAID = {"sqlcipher3": "Zlib", "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1"}
"""Where the metadata names no licence, or doesn't say that there is a choice: what the part's own file says."""


@dataclass(frozen=True, slots=True)
class Part:
    """``texts``: the files with its full licence; ``version`` and ``licence`` are "" where unknown."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]

    def full_text(self) -> str:
        """The licence texts, one after the other; "" when it brought none."""
        return "\n\n\n".join(text.read_text(encoding="utf-8", errors="replace").strip() for text in self.texts)


@dataclass(frozen=True, slots=True)
class Made:
    """The program itself and all it is made of, by name; ``commit`` is "" where unknown."""

    version: str
    commit: str
    program: Part
    parts: tuple[Part, ...]


def made_of() -> Made:
    """Look it all up; reads many small files, so not on the window's thread."""
    own = Part("Wijkraad", version(), LICENCE, _own_text())
    others = sorted((*_packages(), *_drawn()), key=lambda part: part.name.casefold())
    return Made(own.version, commit(), own, tuple(others))


def version() -> str:
    """The version of the program, "" when it runs without its metadata."""
    try:
        return metadata.version(PROGRAM)
    except metadata.PackageNotFoundError:
        return ""


def commit() -> str:
    """The state of the source it was made from, seven digits: written when packaged, else that of the checkout."""
    written = resources.path("commit.txt")
    if written.is_file():
        return written.read_text(encoding="ascii").strip()[:7]
    git = resources.root().parent / ".git"
    try:
        head = (git / "HEAD").read_text(encoding="ascii").strip()
        if head.startswith("ref: "):
            head = _branch(git, head.removeprefix("ref: "))
    except OSError:
        return ""
    return head[:7]


def _branch(git: Path, ref: str) -> str:
    loose = git / ref
    if loose.is_file():
        return loose.read_text(encoding="ascii").strip()
    packed = (git / "packed-refs").read_text(encoding="ascii").splitlines()
    return next((line.split()[0] for line in packed if line.endswith(f" {ref}")), "")


def _own_text() -> tuple[Path, ...]:
    shipped = (resources.path("LICENSE"), resources.root().parent / "LICENSE")
    found = next((file for file in shipped if file.is_file()), None)
    return (found,) if found is not None else ()


def _drawn() -> tuple[Part, ...]:
    """Letters, icons and the colour profile, which are files and no packages."""
    return (
        Part("Source Sans 3", "", "OFL-1.1", (resources.path("fonts", "OFL.txt"),)),
        Part("Lucide", "", "ISC", (resources.path("icons", "LICENSE"),)),
        Part("sRGB (Little CMS)", "", "MIT", (resources.path("icc", "README.txt"),)),
    )


def _packages() -> Iterator[Part]:
    for found in _needed().values():
        yield Part(found.metadata["Name"], found.version, _licence(found), _texts(found))


def _needed() -> dict[str, metadata.Distribution]:
    """All packages the program asks for, and what those ask for; what isn't installed isn't part of it."""
    found: dict[str, metadata.Distribution] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(PROGRAM, "")]
    while waiting:
        name, extra = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if (key, extra) in seen:
            continue
        seen.add((key, extra))
        waiting += _asked(name, extra)
        try:
            found[key] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
    found.pop(PROGRAM, None)
    return found


def _asked(name: str, extra: str) -> Iterator[tuple[str, str]]:
    """What a package asks for, each with "" and with the extras it asks of it."""
    try:
        wanted = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    for one in wanted:
        told = re.match(r"([\w.-]+)(?:\[([\w.,-]+)\])?", one)
        asked = re.search(r"""extra == ['"]([\w.-]+)['"]""", one)
        if told and (asked[1] if asked else "") == extra:
            yield from ((told[1], part) for part in ("", *(told[2] or "").split(",")))


def _licence(found: metadata.Distribution) -> str:
    about = found.metadata
    short = next((value for key in ("License-Expression", "License") for value in about.get_all(key) or ()), "")
    if short and len(short) <= _LONGEST_NAME and "\n" not in short:
        return str(short)
    named = [one.split("::")[-1].strip() for one in about.get_all("Classifier") or () if one.startswith("License ::")]
    return _SAID.get(about["Name"]) or ", ".join(named)


def _texts(found: metadata.Distribution) -> tuple[Path, ...]:
    named = [file for file in found.files or () if _TEXT.search(file.name) or "licenses" in file.parent.parts]
    files = {Path(str(found.locate_file(file))) for file in named if file.suffix not in (".py", ".pyc", ".pyi")}
    brought = tuple(sorted(file for file in files if file.is_file()))
    return brought or (_LGPL if "LGPL" in _licence(found) else ())
