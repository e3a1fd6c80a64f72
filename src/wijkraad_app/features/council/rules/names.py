"""Names and addresses: salutations, whether two names are the same, what a mail address looks like."""

from __future__ import annotations

import re
import unicodedata

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, language

from . import presets

_MAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@(?:[^\s@.<>,;:\"()\[\]\\]+\.)+[^\s@.<>,;:\"()\[\]\\\d]{2,}")


def one_line(text: str) -> str:
    """Without doubled, leading or trailing space."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """For comparing and sorting: lower case, no accents, single spaces."""
    if text.isascii():
        return one_line(text.lower())
    apart = unicodedata.normalize("NFKD", text.casefold())
    return one_line("".join(sign for sign in apart if not unicodedata.combining(sign)).casefold())


def valid_mail(text: str) -> bool:
    """Whether it has the form of a mail address: something, one @, a domain with a dot."""
    return len(text) <= 200 and _MAIL.fullmatch(text) is not None


def check_mail(text: str) -> str:
    """The address without space around it; "" is fine. Raises `UserError` ``bad_mail``."""
    text = text.strip()
    if text and not valid_mail(text):
        raise UserError(_("“{mail}” isn't a mail address. Check it.").format(mail=text[:60]), code="bad_mail")
    return text


def check_name(text: str) -> str:
    """The name on one line. Raises `UserError` ``no_name``."""
    text = one_line(text)
    if not text:
        raise UserError(_("Fill in a name."), code="no_name")
    return text


def same_person(name: str, mail: str, other_name: str, other_mail: str) -> bool:
    """Whether two entries mean one person: the same name, and no two different mail addresses."""
    if plain(name) != plain(other_name):
        return False
    return not mail or not other_mail or mail.casefold() == other_mail.casefold()


def salutation(addressee: str) -> str:
    """How a letter to this addressee begins, in the language in force: "Geacht college,"."""
    style = presets.letter_styles()
    words = re.findall(r"\w+", plain(addressee))
    for one in style["addressees"]:
        if any(word == one["key"] or word.endswith(one["key"]) for word in words):
            return str(one[language()])
    return str(style["unknown"][language()])


def on_paper(name: str, body_kind: str) -> str:
    """The council with its kind as letters name it: "Wijkraad De Singels", also when only "De Singels" was typed."""
    kinds = {plain(kind.nl).split()[0] for kind in presets.bodies() if kind.article}
    kind = presets.body(body_kind)
    if not name or not kind.article or any(word in plain(name) for word in kinds):
        return name
    return f"{kind.nl} {name}"


def short(name: str, body_kind: str) -> str:
    """The name without its kind, where that stands beside it: "De Singels" of "Wijkraad De Singels"."""
    kind = presets.body(body_kind)
    for word in (kind.nl, kind.en):
        if word and name.casefold().startswith(f"{word.casefold()} "):
            return name[len(word) + 1 :]
    return name


def in_a_sentence(name: str, body_kind: str) -> str:
    """The council with its article, for running text in the language in force: "de wijkraad De Singels"."""
    kind, whole = presets.body(body_kind), on_paper(name, body_kind)
    if language() != "nl" or not kind.article or not name:
        return whole
    if plain(whole).startswith(plain(kind.nl).split()[0]):
        whole = whole[0].lower() + whole[1:]
    return f"{kind.article} {whole}"
