"""The parts that travel with the program, with their licences; none may be under the GPL alone.

.venv/bin/python packaging/parts.py          a table of all parts
.venv/bin/python packaging/parts.py --check  also exits with 1 when a licence is unknown or only the GPL
"""

from __future__ import annotations

import re
import sys

from wijkraad_app.kernel.parts import Part, made_of

# What comes inside other parts, or with the interpreter.
INSIDE = (
    Part("CPython", "", "PSF-2.0", ()),
    Part("Qt 6, in PySide6_Essentials", "", "LGPL-3.0-only", ()),
    Part("SQLCipher, in sqlcipher3", "", "BSD-3-Clause", ()),
    Part("SQLite, in sqlcipher3", "", "blessing", ()),
    Part("OpenSSL, in sqlcipher3 and cryptography", "", "Apache-2.0", ()),
    Part("PDFium, in pypdfium2", "", "BSD-3-Clause", ()),
    Part("qpdf, in pikepdf", "", "Apache-2.0", ()),
    Part("Dutch hyphenation patterns by Piet Tutelaers, in pyphen", "", "LGPL-2.1-or-later", ()),
    Part("British hyphenation patterns by Dominik Wujastyk, in pyphen", "", "BSD-3-Clause", ()),
)
_LESSER = re.compile(r"LGPL|(Lesser|Library) General Public Licen[cs]e", re.IGNORECASE)
_GPL = re.compile(r"GPL|General Public Licen[cs]e", re.IGNORECASE)


def runtime_parts() -> list[Part]:
    """Everything that the installed program is made of."""
    return [*made_of().parts, *INSIDE]


def packages() -> list[str]:
    """The names of those parts that are Python packages, the program's own first."""
    return ["wijkraad-app", *(part.name for part in made_of().parts if part.version)]


def allowed(licence: str) -> bool:
    """Whether it is known and can be used without the terms of the GPL."""
    choices = re.split(r"\bOR\b", licence)
    return bool(licence) and not all(_GPL.search(_LESSER.sub("", one)) for one in choices)


def table() -> str:
    """All parts, one a line."""
    return "\n".join(f"{part.name} {part.version}".strip() + f": {part.licence or '?'}" for part in runtime_parts())


def main(arguments: list[str]) -> int:
    print(table())
    wrong = [part.name for part in runtime_parts() if not allowed(part.licence)]
    if "--check" in arguments and wrong:
        print(f"Not to be shipped, or with an unknown licence: {', '.join(wrong)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
