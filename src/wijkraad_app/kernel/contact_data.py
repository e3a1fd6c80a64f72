"""Contact data typed into a text: found by their shape, as suggestions that a human confirms.

Telephone numbers (Dutch and international, ITU E.164), e-mail addresses, postcode with house number, IBAN
(ISO 13616 with its mod 97 check) and citizen service numbers (BSN, with the eleven test). What isn't found may
still be private: never claim completeness. All positions count code points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PHONE, MAIL, ADDRESS, IBAN, BSN = "phone", "mail", "address", "iban", "bsn"
KINDS = (PHONE, MAIL, ADDRESS, IBAN, BSN)

GAP = "…"
"""Stands where contact data were."""


@dataclass(frozen=True, slots=True)
class Found:
    """``text`` = the text's [start:end]; ``kind`` is one of `KINDS`."""

    start: int
    end: int
    kind: str
    text: str


_SEP = r"[ \t\u00a0./-]?"
_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?(?![A-Za-z0-9])"
)
_DUTCH = re.compile(
    rf"(?<![\w+@])(?:(?:\+|00){_SEP}31{_SEP}(?:\(0\){_SEP})?[1-9]|(?:\(0[1-9][0-9]{{1,2}}\)|0[1-9]))"
    rf"(?:[ \t\u00a0./()-]{{0,3}}[0-9]){{6,8}}(?![0-9])"
)
_ABROAD = re.compile(rf"(?<![\w+@])\+(?!31)[1-9](?:{_SEP}[0-9]){{7,14}}(?![0-9])")
_DAY = re.compile(r"[0-9]{1,2}([-./])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?![0-9])")
_PUBLIC = ("0800", "0900", "0906", "0909", "088", "085")
_POSTCODE = r"[1-9][0-9]{3}(?: (?!S[ADS])[A-Z]{2}|(?!S[ADS])[A-Za-z]{2})"
_NUMBER = r"[1-9][0-9]{0,4}(?:[ -]?(?:bis|hs|[A-Za-z]|[0-9]{1,3}))?"
_STREET = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*(?: [\w’'.-]+){0,3}"
_ADDRESS = re.compile(
    rf"(?<!\w)(?:{_STREET} {_NUMBER}(?:, ?| ){_POSTCODE}"
    rf"|{_POSTCODE},? ?(?:nr\.? ?|nummer |huisnummer )?{_NUMBER})(?!\w)"
)
_BSN = re.compile(r"(?<![\w.])[0-9]{9}(?![\w])|(?<![\w.])[0-9]{4}[ .][0-9]{2}[ .][0-9]{3}(?!\w)")
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def digits(text: str) -> str:
    """Only its digits."""
    return "".join(c for c in text if c in "0123456789")


def is_bsn(number: str) -> bool:
    """The eleven test of a citizen service number: nine digits, weights 9…2 and −1, divisible by 11."""
    found = digits(number)
    if len(found) != 9 or not int(found):
        return False
    return sum(int(d) * w for d, w in zip(found, _BSN_WEIGHTS, strict=True)) % 11 == 0


def is_iban(number: str) -> bool:
    """ISO 13616: first four signs to the end, letters as 10…35, remainder 1 by 97."""
    plain = number.replace(" ", "").upper()
    if not 15 <= len(plain) <= 34 or (plain.startswith("NL") and len(plain) != 18):
        return False
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1


def _is_phone(number: str) -> bool:
    """Ten digits from 0, or nine after 31; numbers of services and dates are nobody's own."""
    if _DAY.match(number):
        return False
    national = re.sub(r"^(?:\+|00)\D*31", "0", number.replace("(0)", ""))
    found = digits(national)
    return len(found) == 10 and not found.startswith(_PUBLIC)


def _always(_piece: str) -> bool:
    return True


def _whole(pattern: re.Pattern[str], check: Callable[[str], bool]) -> Callable[[str], Iterator[tuple[int, int]]]:
    def find(text: str) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(text):
            if check(match.group()):
                yield match.span()

    return find


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    for match in _IBAN.finditer(text):
        start, end = match.span()
        while end > start:
            if is_iban(text[start:end]):
                yield start, end
                break
            end = text.rfind(" ", start, end)


_FINDERS = (
    (MAIL, _whole(_MAIL, _always)),
    (IBAN, _ibans),
    (PHONE, _whole(_DUTCH, _is_phone)),
    (PHONE, _whole(_ABROAD, _always)),
    (ADDRESS, _whole(_ADDRESS, _always)),
    (BSN, _whole(_BSN, is_bsn)),
)


def found_contact(text: str) -> tuple[Found, ...]:
    """What looks like contact data, from left to right and without overlap."""
    taken: list[Found] = []
    for kind, find in _FINDERS:
        for start, end in find(text):
            if not any(start < one.end and one.start < end for one in taken):
                taken.append(Found(start, end, kind, text[start:end]))
    return tuple(sorted(taken, key=lambda one: one.start))


def without(text: str, start: int, end: int) -> str:
    """``text`` without the piece, and without the blank or empty brackets that it leaves behind."""
    before, after = text[:start], text[end:]
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1], after[1:]
    if before.endswith(" ") and (not after or after[0] in " .,;:!?)\n"):
        before = before.rstrip(" ")
    elif not before or before.endswith("\n"):
        after = after.lstrip(" ")
    return before + after


def masked(text: str) -> str:
    """``text`` with everything that was found replaced by `GAP`."""
    while found := found_contact(text):
        for one in reversed(found):
            text = text[: one.start] + GAP + text[one.end :]
    return text
