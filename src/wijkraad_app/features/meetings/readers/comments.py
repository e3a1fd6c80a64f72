"""Comments on draft minutes as they come back in a mail, split by the items they are about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

_NUMBER = r"(?P<number>[0-9]{1,2}(?:\.?[a-z](?![a-z])|\.[0-9]{1,2})*)"
_NAMED = re.compile(
    r"^[\s*•–-]*(?:(?:bij|ad|re|over|op|t\.a\.v\.|on)\s+)*"
    r"(?:agendapunt|punt|agenda item|item|point|ad|nr\.?|nummer|number)"
    rf"\s*{_NUMBER}\s*(?:[:.)–—,-]+\s*|\s+|$)(?P<text>.*)$",
    re.IGNORECASE,
)
_BARE = re.compile(rf"^\s*[-*•]?\s*{_NUMBER}\s*[:.)–—-]\s+(?P<text>.*)$", re.IGNORECASE)
_FROM = re.compile(r"^\s*(?:van|from|afzender)\s*:\s*(?P<name>.+)$", re.IGNORECASE)
_HEADER = re.compile(
    r"^\s*(?:aan|to|cc|bcc|onderwerp|subject|datum|date|verzonden|sent|beantwoorden|reply-to)\s*:", re.IGNORECASE
)
_EARLIER = re.compile(
    r"^\s*(?:[-_]{3,}.*(?:oorspronkelijk|original|doorgestuurd|forwarded).*|op .{6,80} schreef .*:?|"
    r"on .{6,80} wrote:?|(?:begin )?(?:doorgestuurd|forwarded) (?:bericht|message).*)$",
    re.IGNORECASE,
)
_GREETING = re.compile(r"^\s*(?:beste|dag|hallo|hoi|geachte|lieve|dear|hi|hello)\b.{0,60}[,!.:]?\s*$", re.IGNORECASE)
_CLOSING = re.compile(
    r"^\s*(?:(?:met )?(?:vriendelijke|hartelijke|beste)?\s*groet(?:en|jes)?|mvg|m\.v\.g\.|(?:kind|best|warm)? ?regards|"
    r"best wishes|thanks|bedankt|dank(?: je| u)?(?: wel)?)\s*[,.!]?\s*$",
    re.IGNORECASE,
)
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ParsedComment:
    """What ``sender`` says of item ``number`` ("4.a"); "" is about all of the minutes."""

    sender: str
    number: str
    text: str


def read_comments(text: str, numbers: Collection[str], sender: str = "") -> tuple[ParsedComment, ...]:
    """The comments in a pasted reply, in its order. ``numbers`` are those of the agenda; another number at the start
    of a line is part of the text. Greeting, signature and the quoted mail are left out."""
    lines, signed = _own_lines(text)
    found: list[ParsedComment] = []
    for number, line in _numbered(lines, {_plain(one): one for one in numbers}):
        if number is not None or not found:
            found.append(ParsedComment("", number or "", line.strip()))
        else:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{line.rstrip()}".strip())
    named = (sender or signed)[:LONGEST_NAME]
    return tuple(replace(one, sender=named) for one in found if one.text)


def _numbered(lines: list[str], known: dict[str, str]) -> Iterator[tuple[str | None, str]]:
    """Each line with the item it begins, if it begins one."""
    for line in lines:
        match = _NAMED.match(line) or _BARE.match(line)
        number = known.get(_plain(match["number"])) if match else None
        yield (number, match["text"]) if match and number else (None, line)


def _plain(number: str) -> str:
    return re.sub(r"\.(?=[a-z])", "", number.lower()).rstrip(".")


def _own_lines(text: str) -> tuple[list[str], str]:
    """What the sender wrote, and who that is as far as the mail says."""
    sender, own = "", list[str]()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, line in enumerate(lines):
        header = _FROM.match(line)
        if header and not "".join(own).strip():
            sender = sender or _name(header["name"])
        elif _EARLIER.match(line) or header:
            break
        elif _CLOSING.match(line) and not any(_NAMED.match(later) for later in lines[at:]):
            sender = sender or _signature(lines[at + 1 :])
            break
        elif not (
            line.lstrip().startswith(">") or _HEADER.match(line) or (_GREETING.match(line) and not "".join(own).strip())
        ):
            own.append(line)
    return own, sender


def _name(text: str) -> str:
    return re.sub(r"[<\[(].*$", "", text).strip(" \"'") or text.strip()


def _signature(lines: list[str]) -> str:
    named = next((line.strip() for line in lines if line.strip()), "")
    return named if len(named) <= LONGEST_NAME and not named.startswith(">") else ""
