"""Where a text is likely to name someone: titles, initials, capitals in Dutch and English running text.

Ours, from how Dutch writes names (Taalunie, Woordenlijst: tussenvoegsels in lower case after a first name or
initials, with a capital without them). It would rather find too much than too little; a human decides, and no claim
is made that everything is found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from wijkraad_app.kernel import resources

Span = tuple[int, int]

_TOKEN = re.compile(
    r"(?P<initials>(?:[^\W\d_](?:h|hr|J|j)?\.[ ]?-?)+(?=[ ]?[’']?[^\W\d_]))"
    r"|(?P<word>['’][tnsd]\b|[^\W\d_](?:\w|[-’'‑](?=\w))*)"
)
_END = re.compile(r"[.!?…]['\"’”)\]]*\s+['\"‘“(\[]*$|^\s*['\"‘“(\[•–-]*\s*$|\n\s*['\"‘“(\[•–-]*\s*$|[“\"‘]$")
_BETWEEN = re.compile(r"[ \t\u00a0]{1,2}|[ \t]?\n[ \t]?|-|[ ]?-[ ]?")
_TITLES = (
    "heer|heren|dhr|hr|mevrouw|mevr|mw|meneer|mijnheer|juffrouw|mej|fam|familie|echtpaar|dr|drs|ir|ing|mr|prof|"
    "professor|ds|dominee|pastoor|imam|wethouder|wijkwethouder|burgemeester|raadslid|wijkagent|wijkregisseur|"
    "buurvrouw|buurman|opa|oma|oom|tante|mrs|ms|miss|sir|family|alderman"
)
_TITLE = re.compile(
    rf"(?<!\w)(?:{_TITLES})\.?(?:[ ]en[ ](?:mw|mevr|mevrouw|dhr|de heer)\.?)?[ \u00a0]+$", re.IGNORECASE
)
_SHORT_TITLE = re.compile(r"(?<!\w)(?:dhr|hr|mevr|mw|fam|mej|mrs|ms)\.?[ \u00a0]+$", re.IGNORECASE)
_LOOK_BACK = 60
_MOST_LINKS = 3


@cache
def _listed(name: str) -> frozenset[str]:
    """A list of words from the presets: first, not_names, links (tussenvoegsels), link_starts, articles, says."""
    lines = json.loads(resources.path("presets", "names.json").read_text(encoding="utf-8"))[name]
    return frozenset(" ".join(lines).split())


def street_ends() -> tuple[str, ...]:
    """What streets and places end in."""
    return tuple(sorted(_listed("street_ends")))


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    initials: bool

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def link(self) -> bool:
        return not self.initials and self.text.lower() in _listed("links")

    @property
    def common(self) -> bool:
        """A word that stands with a capital for other reasons than naming someone."""
        plain = self.text.lower()
        return plain in _listed("not_names") or (self.text.isupper() and len(self.text) <= 4 and not self.initials)

    @property
    def place(self) -> bool:
        plain = self.text.lower()
        return any(plain.endswith(end) and len(plain) > len(end) for end in _listed("street_ends"))


def likely_names(text: str, safe: frozenset[str] = frozenset()) -> tuple[Span, ...]:
    """Where names are likely, from left to right without overlap; a title before a name isn't part of it.

    ``safe``: words in lower case that are no names here (the ward, the municipality). Sentences that begin with a
    first name alone are recognised by a short list and by what follows.
    """
    tokens = [_token(match) for match in _TOKEN.finditer(text)]
    found: list[Span] = []
    at = 0
    while at < len(tokens):
        length = _name_at(text, tokens, at, safe)
        if length:
            found.append((tokens[at].start, _trimmed(text, tokens[at].start, tokens[at + length - 1].end)))
        at += length or 1
    return tuple(found)


def _token(match: re.Match[str]) -> _Token:
    return _Token(*match.span(), match.group(), match.lastgroup == "initials" and match.group()[0].isupper())


def _trimmed(text: str, start: int, end: int) -> int:
    """Without the blank behind initials, or the ’s of a possessive."""
    piece = text[start:end].rstrip()
    for tail in ("’s", "'s"):
        piece = piece.removesuffix(tail)
    return start + len(piece)


def _name_at(text: str, tokens: Sequence[_Token], at: int, safe: frozenset[str]) -> int:
    """How many tokens from ``at`` make a likely name; 0 when none does."""
    first = tokens[at]
    ahead = text[max(0, first.start - _LOOK_BACK) : first.start]
    begins = _END.search(ahead) is not None
    titled = _TITLE.search(ahead) is not None
    run = list(_run(text, tokens, at, leading=titled))
    if len(run) > 1 and first.common and not first.link:
        return 0
    if not run or titled:
        return _titled(ahead, first, run) if titled else 0
    if first.link and (begins or not first.capital or len(run) < 2):
        return 0
    if all(_known_word(one, safe) for one in run if not one.link):
        return 0
    return len(run) if _convinces(text, run, begins=begins) else 0


def _titled(ahead: str, first: _Token, run: Sequence[_Token]) -> int:
    """Behind a title a capital is enough, and behind a short one any word."""
    if any(one.capital and not one.link for one in run):
        return len(run)
    short = _SHORT_TITLE.search(ahead) is not None
    return 1 if short and not first.link and first.text.lower() not in _listed("says") and not first.common else 0


def _run(text: str, tokens: Sequence[_Token], at: int, *, leading: bool) -> Iterator[_Token]:
    """The tokens from ``at`` that hang together as one name would. ``leading``: it may begin with "van der"."""
    pending: list[_Token] = []
    taken = False
    for place in range(at, len(tokens)):
        token = tokens[place]
        if place > at and not _joined(text, tokens[place - 1], token):
            return
        if token.capital or token.initials:
            if taken and token.common and not token.link:
                return
            yield from (*pending, token)
            pending, taken = [], True
        elif (taken or leading) and len(pending) < _MOST_LINKS and (token.link or _opens(tokens, place)):
            pending.append(token)
        else:
            return


def _opens(tokens: Sequence[_Token], place: int) -> bool:
    """ "op den", "in 't": a preposition counts only before an article."""
    if tokens[place].text.lower() not in _listed("link_starts") or place + 1 == len(tokens):
        return False
    return tokens[place + 1].text.lower() in _listed("articles")


def _joined(text: str, before: _Token, after: _Token) -> bool:
    if before.end == after.start:
        return before.initials
    return _BETWEEN.fullmatch(text[before.end : after.start]) is not None


def _known_word(token: _Token, safe: frozenset[str]) -> bool:
    return not token.initials and (token.common or token.place or token.text.lower() in safe)


def _convinces(text: str, run: Sequence[_Token], *, begins: bool) -> bool:
    words = [one for one in run if not one.link and not one.initials]
    if not words:
        return False
    if len(run) > 1 or not begins:
        return any(one.capital for one in words)
    only = run[0]
    if only.text.split("’")[0].split("'")[0] in _listed("first"):
        return True
    following = text[only.end :]
    if re.match(r"\s*(?::|\(|,\s)", following):
        return True
    said = re.match(r"\s+(\w+)", following)
    return said is not None and said.group(1).lower() in _listed("says")
