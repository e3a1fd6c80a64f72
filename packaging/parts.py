"""The parts that travel with the program, with their licences; none may be under the GPL alone.

python3 packaging/parts.py          a table of all parts
python3 packaging/parts.py --check  also exits with 1 when a part's licence is unknown or only the GPL
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Where the metadata of a part names no licence in a standard form: what its own licence file says.
SAID = {
    "pikepdf": "MPL-2.0",
    "python-calamine": "MIT",
    "reportlab": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "pyside6-essentials": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "sqlcipher3": "Zlib",
    "tzdata": "Apache-2.0",
}

_LESSER = re.compile(r"LGPL|(Lesser|Library) General Public Licen[cs]e", re.IGNORECASE)
_GPL = re.compile(r"GPL|General Public Licen[cs]e", re.IGNORECASE)

# What isn't a Python package of its own, or comes inside one.
INSIDE = (
    ("CPython", "PSF-2.0"),
    ("Qt 6", "LGPL-3.0-only"),
    ("SQLCipher, in sqlcipher3", "BSD-3-Clause"),
    ("SQLite, in sqlcipher3", "blessing"),
    ("OpenSSL, in sqlcipher3 and cryptography", "Apache-2.0"),
    ("PDFium, in pypdfium2", "BSD-3-Clause"),
    ("qpdf, in pikepdf", "Apache-2.0"),
    ("Source Sans 3, the typeface", "OFL-1.1"),
    ("Lucide, the icons", "ISC"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """``licence`` as an SPDX expression or, failing that, in the words of the part's own metadata."""

    name: str
    version: str
    licence: str

    @property
    def allowed(self) -> bool:
        """Known, and usable without the terms of the GPL."""
        choices = re.split(r"\bOR\b", self.licence)
        return bool(self.licence) and not all(_GPL.search(_LESSER.sub("", one)) for one in choices)


def runtime_parts() -> list[Part]:
    """Every installed package that the program needs, and what those need in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, Part] = {}
    waiting = [_name(line) for line in project["dependencies"]]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            made = distribution(name)
        except PackageNotFoundError:  # for another system
            continue
        found[key] = Part(made.metadata["Name"], made.version, SAID.get(key) or _licence(made))
        waiting += _needs(made)
    return sorted(found.values(), key=lambda part: part.name.lower())


def _name(requirement: str) -> str:
    return re.split(r"[\s;\[<>=~!(]", requirement, maxsplit=1)[0]


def _needs(made: Distribution) -> Iterator[str]:
    for line in made.requires or ():
        if "extra ==" not in line:
            yield _name(line)


def _licence(made: Distribution) -> str:
    meta = made.metadata
    if meta.get("License-Expression"):
        return str(meta["License-Expression"])
    classified = [
        line.rsplit(" :: ", 1)[1] for line in meta.get_all("Classifier") or () if line.startswith("License ::")
    ]
    stated = "; ".join(one for one in classified if one != "OSI Approved")
    return stated or str(meta.get("License") or "").split("\n", 1)[0].strip()


def table() -> str:
    """All parts, one a line."""
    lines = [f"{part.name} {part.version}: {part.licence or 'unknown'}" for part in runtime_parts()]
    return "\n".join([*lines, *(f"{name}: {licence}" for name, licence in INSIDE)])


def main(arguments: list[str]) -> int:
    print(table())
    wrong = [part.name for part in runtime_parts() if not part.allowed]
    if "--check" in arguments and wrong:
        print(f"Not to be shipped, or with an unknown licence: {', '.join(wrong)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
