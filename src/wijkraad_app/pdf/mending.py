"""What ReportLab writes that PDF/A doesn't allow."""

from __future__ import annotations

import re
from typing import Any

_FORBIDDEN = {0x0000, 0xFEFF, 0xFFFE}


def mend_unicode_maps(pdf: Any) -> None:
    """Leave unused codes out of ToUnicode maps, in blocks of at most 100 (ISO 19005-2, 6.2.11.7.2)."""
    import pikepdf

    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/ToUnicode" in item:
            item.ToUnicode.write(_mended(item.ToUnicode.read_bytes().decode("latin-1")).encode("latin-1"))


def _mended(cmap: str) -> str:
    first = re.search(r"\d+ beginbfchar", cmap)
    if first is None:
        return cmap
    head, tail = cmap[: first.start()], cmap[cmap.rindex("endbfchar") + len("endbfchar") :].lstrip()
    found = re.findall(r"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4,})>", cmap[first.end() :])
    pairs = [(code, char) for code, char in found if int(char, 16) not in _FORBIDDEN]
    chunks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    return head + "".join(_chunk(chunk) for chunk in chunks) + tail


def _chunk(pairs: list[tuple[str, str]]) -> str:
    lines = "".join(f"<{code}> <{char}>\n" for code, char in pairs)
    return f"{len(pairs)} beginbfchar\n{lines}endbfchar\n"
