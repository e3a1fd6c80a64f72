"""The raw key of a dossier as a person can type it: 13 groups of five characters, each with its own check.

256 bits are 52 characters of an alphabet without I, L, O and U, four to a group; the fifth is a check over the
group and its place. In the field of 32 elements its weights are all different and none is zero, so one wrong
character, two that changed places and two groups that changed places are always found.
"""

from __future__ import annotations

import re
from functools import cache

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, DATA = 13, 4
KEY_SIZE = 32
_MEANT = str.maketrans("OILU", "011V")
_BETWEEN = re.compile(r"[\s\-–—.,:;/_|]+")
_FIELD = 0b100101  # x⁵ + x² + 1


def groups(key: bytes) -> tuple[str, ...]:
    """The key in 13 groups, for paper. ``key`` is 32 bytes."""
    if len(key) != KEY_SIZE:
        raise ValueError("a raw key has 32 bytes")
    number = int.from_bytes(key) << 4
    digits = [(number >> shift) & 31 for shift in range(5 * (GROUPS * DATA - 1), -1, -5)]
    return tuple(_group(place, digits[place * DATA : (place + 1) * DATA]) for place in range(GROUPS))


def read(typed: str) -> bytes:
    """The key that was typed, with any case, spaces or dashes, O for 0 and I or L for 1.

    `UserError` ``recovery_typo`` names the first group that can't be right, or says how many characters miss.
    """
    number = 0
    for place, group in enumerate(_apart(typed)):
        digits = [ALPHABET.find(character) for character in group]
        if len(group) != DATA + 1 or -1 in digits or _group(place, digits[:DATA]) != group:
            message = _("Group {number} (“{group}”) isn't right. Compare it with the sheet.")
            raise _typo(message.format(number=place + 1, group=group))
        for digit in digits[:DATA]:
            number = number << 5 | digit
    if number & 15:
        message = _("Group {number} (“{group}”) isn't right. Compare it with the sheet.")
        raise _typo(message.format(number=GROUPS, group=_apart(typed)[-1]))
    return (number >> 4).to_bytes(KEY_SIZE)


def looks_typed(text: str) -> bool:
    """Whether a text may be meant as a recovery key rather than a passphrase."""
    plain = _plain(text)
    return len(plain) >= GROUPS * DATA and all(character in ALPHABET for character in plain)


def _apart(typed: str) -> list[str]:
    """By the spaces when these make 13 groups, else five by five."""
    parts = [_plain(part) for part in _BETWEEN.split(typed.strip()) if part]
    if len(parts) == GROUPS:
        return parts
    plain = "".join(parts)
    found = [plain[at : at + DATA + 1] for at in range(0, len(plain), DATA + 1)]
    if len(found) == GROUPS and len(found[-1]) == DATA + 1:
        return found
    wrong = next((place for place, group in enumerate(found[:GROUPS]) if not _sound(place, group)), None)
    wanted, typed_in = GROUPS * (DATA + 1), len(plain)
    if wrong is None or not plain:
        raise _typo(_("The key has {wanted} characters; you typed {typed}.").format(wanted=wanted, typed=typed_in))
    message = _("The key has {wanted} characters; you typed {typed}. Look at group {number} first.")
    raise _typo(message.format(wanted=wanted, typed=typed_in, number=wrong + 1))


def _sound(place: int, group: str) -> bool:
    digits = [ALPHABET.find(character) for character in group]
    return len(group) == DATA + 1 and -1 not in digits and _group(place, digits[:DATA]) == group


def _plain(text: str) -> str:
    return _BETWEEN.sub("", text).upper().translate(_MEANT)


def _group(place: int, digits: list[int]) -> str:
    check = place + 1
    for weight, digit in enumerate(digits):
        check ^= _times(_powers()[weight + 1], digit)
    return "".join(ALPHABET[digit] for digit in (*digits, check))


@cache
def _powers() -> tuple[int, ...]:
    found = [1]
    for _step in range(DATA):
        found.append(_times(found[-1], 2))
    return tuple(found)


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & 32:
            one ^= _FIELD
        other >>= 1
    return product


def _typo(message: str) -> UserError:
    return UserError(message, code="recovery_typo")
