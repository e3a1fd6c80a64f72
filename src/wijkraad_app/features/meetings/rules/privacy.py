"""What of minutes may name a resident in public: found by shape and by the names the dossier knows, decided by a human.

Contact data as `kernel.contact_data` finds them, and beside those what minutes hold more loosely: a street with a
number, a postcode alone, IBAN and service numbers without their check, licence plates (RDW, sidecodes 1 to 14),
handles, names. It would rather ask too much; nobody may say that everything was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.contact_data import ADDRESS, BSN, GAP, IBAN, MAIL, PHONE, found_contact
from wijkraad_app.kernel.i18n import N_, _

from .naming import likely_names, street_ends

NAME, PLATE = "name", "plate"
SORTS = {
    NAME: N_("Name"),
    ADDRESS: N_("Address"),
    PHONE: N_("Telephone"),
    MAIL: N_("Mail address"),
    IBAN: N_("Account number"),
    BSN: N_("Citizen service number"),
    PLATE: N_("Licence plate"),
}
REMOVE, ROLE, KEEP = "remove", "role", "keep"
CHOICES = {REMOVE: N_("Remove"), ROLE: N_("Name the role instead"), KEEP: N_("Leave it")}


@dataclass(frozen=True, slots=True)
class Known:
    """A name the dossier knows. ``role`` can stand in its place; a ``member`` of the council is named in public."""

    name: str
    role: str = ""
    member: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What the public version does with ``words`` wherever they stand; ``instead`` stands in their place."""

    words: str
    choice: str
    instead: str = ""
    sort: str = NAME

    @property
    def printed(self) -> str:
        """What stands there afterwards."""
        if self.choice == KEEP:
            return self.words
        return self.instead if self.choice == ROLE and self.instead else GAP


@dataclass(frozen=True, slots=True)
class Found:
    """The text's [start:end] is likely to name someone."""

    start: int
    end: int
    sort: str
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """One place: where it is, and the text on either side."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words to decide on. ``member`` is the council member they may mean; ``suggested`` is one of `CHOICES`, as
    chosen for the same words before if they were."""

    words: str
    sort: str
    member: str
    suggested: str
    instead: str
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Privacy:
    """All that is known for one meeting: names, words that are no names (lower case), what was chosen, and what was
    chosen about the same words at other meetings, the newest last."""

    known: tuple[Known, ...] = ()
    safe: frozenset[str] = frozenset()
    choices: tuple[Choice, ...] = ()
    earlier: tuple[Choice, ...] = ()


_SUFFIX = "|".join(street_ends())
_NUMBER = r"[1-9][0-9]{0,3}(?:[ -]?(?:bis|hs|huis|boven|[A-Za-z](?!\w)|[0-9]{1,3}(?!\w)))?(?![\w/:]|[.,][0-9])"
_SMALL = r"(?:van|de|der|den|het|’t|'t|ter|ten|en|aan|op|in|bij|[A-ZÀ-ÖØ-Þ][\w’'.-]*)"
_STREET = re.compile(
    rf"(?<!\w)(?:{_SMALL} ){{0,4}}[\w’'-]*(?:{_SUFFIX}) (?:nr\.? |nummer |huisnummer )?{_NUMBER}"
    rf"|(?<!\w)(?:Laan|Plein|Weg|Kade|Dreef|Park|Singel|Gracht|Hof|Dijk|Straat)(?: {_SMALL}){{1,5}} {_NUMBER}"
)
_POSTCODE = re.compile(r"(?<!\w)[1-9][0-9]{3}[ \u00a0]?(?!S[ADS])[A-Z]{2}(?!\w)")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{2}[ ]?[A-Z]{4}(?:[ ]?[0-9]){10}(?!\w)")
_NINE = re.compile(r"(?<![\w.,-])[0-9](?:[ .]?[0-9]){8}(?![\w]|[.,-][0-9])")
_CALLED = re.compile(
    r"(?:tel\.?|telefoon|telefoonnummer|mobiel|nummer|bel(?:len)?(?: op)?|bereikbaar(?: op| via)?|phone|call)"
    r"[: ]{1,3}(?P<number>\+?[0-9](?:[ ./()-]{0,2}[0-9]){5,13})(?!\w)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{2,}")
_PLATE = re.compile(
    r"(?<![\w-])(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*[0-9])(?:"
    r"[A-Z]{2}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}-[A-Z]{2}|[0-9]{2}-[A-Z]{2}-[0-9]{2}|[A-Z]{2}-[0-9]{2}-[A-Z]{2}"
    r"|[A-Z]{2}-[A-Z]{2}-[0-9]{2}|[0-9]{2}-[A-Z]{2}-[A-Z]{2}|[0-9]{2}-[A-Z]{3}-[0-9]|[0-9]-[A-Z]{3}-[0-9]{2}"
    r"|[A-Z]{2}-[0-9]{3}-[A-Z]|[A-Z]-[0-9]{3}-[A-Z]{2}|[A-Z]{3}-[0-9]{2}-[A-Z]|[A-Z]-[0-9]{2}-[A-Z]{3}"
    r"|[0-9]-[A-Z]{2}-[0-9]{3}|[0-9]{3}-[A-Z]{2}-[0-9])(?![\w-])"
)
_SHAPES = ((ADDRESS, _STREET), (ADDRESS, _POSTCODE), (BSN, _NINE), (MAIL, _HANDLE))
_SPLIT = re.compile(r"\s+")
_MASK = "\x00"
_AROUND = 70


def normal(words: str) -> str:
    """Words on one line, single blanks."""
    return " ".join(words.split())


def places(text: str, privacy: Privacy) -> tuple[Found, ...]:
    """What in ``text`` is likely to name someone, in order and without overlap. Members' whole names aren't in it:
    they hold an office, and stand in the list of who was there."""
    found = [Found(*match.span(), IBAN) for match in _IBAN.finditer(text)]
    found += [Found(one.start, one.end, one.kind) for one in found_contact(_masked(text, found))]
    rest = _masked(text, found)
    for sort, start, end in _shaped(rest):
        if _MASK not in rest[start:end]:
            found.append(Found(start, end, sort))
            rest = _masked(rest, found[-1:])
    for known in sorted(privacy.known, key=lambda one: (not one.member, -len(one.name))):
        named = [Found(*match.span(), NAME, known) for match in _whole(known.name).finditer(rest)] if known.name else []
        rest = _masked(rest, named)
        found += [] if known.member else named
    likely = [
        Found(start, end, NAME, _part_of(rest[start:end], privacy)) for start, end in likely_names(rest, privacy.safe)
    ]
    found += likely
    found += _parts(_masked(rest, likely), privacy)
    return tuple(sorted(found, key=lambda one: one.start))


def _shaped(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _PLATE.finditer(text.upper() if len(text.upper()) == len(text) else text):
        yield PLATE, *match.span()
    for match in re.finditer(
        r"(?<!\w)(?:[A-Z]{1,3}|[0-9]{1,3}) (?:[A-Z]{2,3}|[0-9]{2,3}) (?:[A-Z]{1,3}|[0-9]{1,3})(?!\w)", text
    ):
        if _PLATE.fullmatch(match.group().replace(" ", "-")):
            yield PLATE, *match.span()
    for match in _CALLED.finditer(text):
        yield PHONE, *match.span("number")
    for sort, pattern in _SHAPES:
        for match in pattern.finditer(text):
            yield sort, *match.span()


def _masked(text: str, found: Iterable[Found]) -> str:
    for one in found:
        text = text[: one.start] + _MASK * (one.end - one.start) + text[one.end :]
    return text


def _whole(words: str) -> re.Pattern[str]:
    """These words as whole words over any blanks. One word of letters keeps its capital: "Roos" isn't "roos"."""
    parts = [re.escape(part) for part in _SPLIT.split(words.strip())]
    loose = len(parts) > 1 or not words.isalpha()
    return re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE if loose else re.NOFLAG)


def _pieces(known: Known) -> Iterator[str]:
    """A first name, and the surname with and without what stands before it."""
    parts = known.name.split()
    for number, part in enumerate(parts):
        if number == 0 or part[:1].isupper():
            yield part
    for number in range(1, len(parts)):
        yield " ".join(parts[number:])


def _part_of(words: str, privacy: Privacy) -> Known | None:
    """Who may be meant by part of a name: a member last, since residents can have that name too."""
    plain = normal(words).casefold()
    for known in sorted(privacy.known, key=lambda one: one.member):
        if plain in {piece.casefold() for piece in _pieces(known)}:
            return known
    return None


def _parts(text: str, privacy: Privacy) -> list[Found]:
    """Parts of known names that no other sign gave away."""
    found: list[Found] = []
    for known in sorted(privacy.known, key=lambda one: one.member):
        for piece in sorted(set(_pieces(known)), key=len, reverse=True):
            if len(piece) < 3 or (not piece[0].isupper() and " " not in piece):
                continue
            here = [Found(*match.span(), NAME, known) for match in _whole(piece).finditer(text)]
            text = _masked(text, here)
            found += here
    return found


# --- the whole of the minutes --------------------------------------------------------------
Pieces = Sequence[tuple[int, int, str]]
"""What stands in the place of each stretch of a text, in order."""
Look = Callable[[str, str], Pieces]
"""Gets the name of a place and a plain text."""

_MARKDOWN = frozenset({"introduction", "explanation", "notes"})
_CODES = frozenset(
    {"id", "item", "parent", "kind", "date", "start", "end", "zone", "time", "sha256", "type", "status",
     "minutes_state", "state", "method", "majority", "outcome", "sort", "arrived", "left", "opened", "closed",
     "number", "choice", "due", "done_on", "day", "amends", "decision", "level", "tie_rule"}
)  # fmt: skip
_NO_WORDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}:[0-9]{2}|")


def mapped(data: Mapping[str, Any], look: Look) -> dict[str, Any]:
    """Public minutes with what ``look`` changes in each of their texts; codes, days and ids aren't shown to it."""
    titles = {item["id"]: normal(f"{item['number'] or ''} {item['title']}") for item in data.get("items", ())}
    return {key: _value(key, value, "", titles, look) for key, value in data.items()}


def _value(key: str, value: Any, place: str, titles: Mapping[str, str], look: Look) -> Any:
    if isinstance(value, Mapping):
        here = titles.get(value.get("item") or value.get("id") or "", "") or place
        named = not value.get("guest", True) or value.get("by_name", False)
        skipped = ("name",) if named and "votes" in value else ()
        return {name: one if name in skipped else _value(name, one, here, titles, look) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_value(key, one, place or _place(key), titles, look) for one in value]
    if not isinstance(value, str) or key in _CODES or _NO_WORDS.fullmatch(value):
        return value
    return _in_markdown(value, place, look) if key in _MARKDOWN else spliced(value, look(place, value))


def _place(key: str) -> str:
    named = {"attendance": _("Attendance"), "errata": _("Corrections"), "decisions": _("List of decisions")}
    return named.get(key, "")


def spliced(text: str, pieces: Pieces) -> str:
    """``text`` with the pieces in their places."""
    made, at = "", 0
    for start, end, new in pieces:
        made += text[at:start] + new
        at = end
    return made + text[at:]


def _in_markdown(markdown: str, place: str, look: Look) -> str:
    blocks = rich.parse(markdown)
    changed: list[rich.Block] = []
    for block in blocks:
        if isinstance(block, rich.Table):
            changed.append(rich.Table(tuple(tuple(_in_spans(cell, place, look) for cell in one) for one in block.rows)))
        else:
            changed.append(rich.Line(_in_spans(block.spans, place, look), block.kind, block.level, block.quote))
    return markdown if tuple(changed) == tuple(blocks) else rich.serialise(rich.normal(changed))


def _in_spans(spans: tuple[rich.Span, ...], place: str, look: Look) -> tuple[rich.Span, ...]:
    """A paragraph with its formatting: names can be half bold, and stand in the address of a link."""
    pieces = look(place, "".join(span.text for span in spans))
    linked = [bool(span.href and look(place, span.href)) for span in spans]
    if not pieces and not any(linked):
        return spans
    made: list[rich.Span] = []
    at = 0
    for span, hidden in zip(spans, linked, strict=True):
        start, at = at, at + len(span.text)
        own = [(max(a, start) - start, min(b, at) - start, new if a >= start else "") for a, b, new in pieces
               if a < at and b > start]  # fmt: skip
        made.append(
            rich.Span(spliced(span.text, own), span.bold, span.italic, "" if hidden or own else span.href, span.ref)
        )
    return tuple(span for span in made if span.text or span.ref)


def candidates(data: Mapping[str, Any], privacy: Privacy) -> tuple[Candidate, ...]:
    """All words to decide on, in reading order; what was decided too."""
    first: dict[str, Found] = {}
    contexts: dict[str, list[Context]] = {}

    def look(place: str, text: str) -> Pieces:
        for one in places(text, privacy):
            words = normal(text[one.start : one.end])
            first.setdefault(words, one)
            contexts.setdefault(words, []).append(_context(place, text, one))
        return ()

    mapped(data, look)
    earlier = {choice.words: choice for choice in privacy.earlier}
    return tuple(_candidate(words, one, contexts[words], earlier.get(words)) for words, one in first.items())


def _context(place: str, text: str, one: Found) -> Context:
    before, after = text[max(0, one.start - _AROUND) : one.start], text[one.end : one.end + _AROUND]
    if one.start > _AROUND:
        before = "…" + before.partition(" ")[2]
    if one.end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + "…"
    return Context(place, before.replace("\n", " "), after.replace("\n", " "))


def _candidate(words: str, one: Found, contexts: Sequence[Context], earlier: Choice | None) -> Candidate:
    known = one.known
    member = known.name if known and known.member else ""
    role = known.role if known and not known.member else ""
    if earlier is not None:
        return Candidate(words, one.sort, member, earlier.choice, earlier.instead or role, tuple(contexts))
    suggested = KEEP if member else ROLE if role else REMOVE
    return Candidate(words, one.sort, member, suggested, role, tuple(contexts))


def undecided(data: Mapping[str, Any], privacy: Privacy) -> tuple[Candidate, ...]:
    """What still has to be decided before these minutes may be public."""
    decided = {choice.words for choice in privacy.choices}
    return tuple(one for one in candidates(data, privacy) if one.words not in decided)


def applied(data: Mapping[str, Any], privacy: Privacy) -> dict[str, Any]:
    """The minutes with every choice carried out, wherever the words stand; what isn't decided is left out."""
    chosen = {choice.words: choice for choice in privacy.choices}
    gone = [(_whole(one.words), one) for one in sorted(privacy.choices, key=lambda one: -len(one.words))
            if one.choice != KEEP and one.words]  # fmt: skip

    def look(_place: str, text: str) -> Pieces:
        pieces: list[tuple[int, int, str]] = []
        rest = text
        for one in places(text, privacy):
            words = normal(text[one.start : one.end])
            choice = chosen.get(words, Choice(words, REMOVE))
            rest = _masked(rest, (one,))
            if choice.choice != KEEP:
                pieces.append((one.start, one.end, choice.printed))
        for pattern, choice in gone:
            for match in pattern.finditer(rest):
                pieces.append((*match.span(), choice.printed))
                rest = _masked(rest, (Found(*match.span(), choice.sort),))
        return sorted(pieces)

    return mapped(data, look)
