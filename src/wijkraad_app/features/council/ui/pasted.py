"""Members pasted or typed as text: how their rows are shown and mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wijkraad_app.kernel import clock, date_phrases, dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.widgets.pasted import Pasting
from wijkraad_app.ui.widgets.preview_table import PreviewColumn

from ..readers import ParsedPerson, read_people
from ..readers.people_text import role_of
from ..rules import names, roles

NAME, ROLE, MAIL, PHONE, START, END = range(6)


def member_list() -> Pasting[ParsedPerson]:
    """Members, one a line."""
    titles = (_("Name"), _("Role"), _("Mail"), _("Telephone"), _("From"), _("Until"))
    widths = (196, 150, 210, 116, 96, 96)
    return Pasting(
        label=_("Paste or type your members, one on each line"),
        example=_("Marijke van Duin, chair, marijke@example.org, 2024-2028"),
        name=_("Members as understood"),
        columns=tuple(PreviewColumn(title, width=width) for title, width in zip(titles, widths, strict=True)),
        read=lambda text: read_people(text, clock.today()),
        cells=_cells,
        mend=_mended,
        guessed=lambda person: {NAME: " ".join(person.problems)} if person.problems else {},
        wrong=_wrong,
        counted=lambda count: ngettext("{count} member", "{count} members", count).format(count=count),
    )


def _cells(person: ParsedPerson) -> tuple[str, ...]:
    return (
        person.name,
        roles.role_label(person.role),
        person.mail,
        person.phone,
        _day(person.start),
        _day(person.end),
    )


def _day(day: date | None) -> str:
    return dates.list_date(day) if day else ""


def _wrong(person: ParsedPerson) -> dict[int, str]:
    """By column, what can't be kept."""
    found: dict[int, str] = {}
    if not person.name.strip():
        found[NAME] = _("Fill in a name.")
    if person.mail and not names.valid_mail(person.mail):
        found[MAIL] = _("“{mail}” isn't a mail address. Check it.").format(mail=person.mail)
    if person.start and person.end and person.end < person.start:
        found[END] = _("The last day comes before the first. Choose a later last day.")
    return found


def _mended(person: ParsedPerson, at: int, text: str) -> ParsedPerson:
    """The row with one cell typed anew; what was asked about it is answered."""
    text = text.strip()
    person = replace(person, problems=())
    if at == ROLE:
        return replace(person, role=role_of(text) or _role_by_label(text) or person.role)
    if at in (START, END):
        day = date_phrases.parse(text, clock.today()) if text else None
        return replace(person, start=day) if at == START else replace(person, end=day)
    return {
        NAME: replace(person, name=text[:200]),
        MAIL: replace(person, mail=text[:200]),
        PHONE: replace(person, phone=text[:40]),
    }[at]


def _role_by_label(text: str) -> str:
    return next((role for role in roles.ROLES if names.plain(roles.role_label(role)).startswith(names.plain(text))), "")
