"""Order of items as fractional keys: a row between two others needs no renumbering and merges well.

Keys are strings over ``0-9A-Za-z`` compared byte by byte; no key ends in ``0``, so there is always room.
"""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)


def between(before: str | None, after: str | None) -> str:
    """A key k with ``before < k < after``; None is an open end. Raises ValueError when ``before >= after``."""
    low, high = before or "", after
    if high is not None and low >= high:
        raise ValueError(f"{low!r} is not before {high!r}")
    key = ""
    bounded = high is not None
    for i in range(len(low) + (len(high) if high else 0) + 2):
        a = _DIGITS.index(low[i]) if i < len(low) else 0
        b = _DIGITS.index(high[i]) if bounded and high is not None and i < len(high) else _BASE
        if b - a > 1:
            return key + _DIGITS[a + 1 if not bounded and a + 1 < _BASE - 1 and low else (a + b) // 2]
        key += _DIGITS[a]
        if b - a == 1:
            bounded = False
    raise AssertionError("no room between keys")


def spread(count: int) -> list[str]:
    """``count`` keys in rising order for a list made in one go, evenly over the room there is."""
    width = 1
    while _BASE**width < 2 * (count + 1):
        width += 1
    step = _BASE**width // (count + 1)
    return [_digits(step * (i + 1), width).rstrip("0") for i in range(count)]


def _digits(value: int, width: int) -> str:
    out = ""
    for _ in range(width):
        value, rest = divmod(value, _BASE)
        out = _DIGITS[rest] + out
    return out
