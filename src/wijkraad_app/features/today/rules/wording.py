"""Greeting, counts in words, and how late or how soon a day is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import N_, _, ngettext

_MORNING, _AFTERNOON, _EVENING = 5, 12, 18
_NUMBERS = (
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
    N_("eleven"),
    N_("twelve"),
)


def greeting(at: time, name: str = "") -> str:
    """ "Goedemiddag, Marijke": by the time of day, with the first name of who works when it is known."""
    if at.hour < _MORNING or at.hour >= _EVENING:
        words = _("Good evening")
    else:
        words = _("Good morning") if at.hour < _AFTERNOON else _("Good afternoon")
    first = first_name(name)
    return f"{words}, {first}" if first else words


def first_name(name: str) -> str:
    """How someone is greeted: the first name, or the whole of it after an initial or a title ("J. de Boer")."""
    first = name.split(" ")[0]
    return name if first.endswith(".") else first


def count_in_words(count: int) -> str:
    """Two to twelve in letters, the rest in figures."""
    return _(_NUMBERS[count - 2]) if 2 <= count <= 12 else dates.number(count)


def day_sentence(today: date, asking: int) -> str:
    """ "Maandag 23 november 2026. Twee dingen vragen aandacht." """
    day = _capitalised(dates.full_date(today))
    if not asking:
        return _("{day}. Nothing asks for attention.").format(day=day)
    if asking == 1:
        return f"{day}. {_('One thing asks for attention.')}"
    words = _("{count} things ask for attention.").format(count=count_in_words(asking))
    return f"{day}. {_capitalised(words)}"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def late(days: int) -> str:
    """ "14 dagen te laat"."""
    return ngettext("{n} day late", "{n} days late", days).format(n=days)


def left(days: int) -> str:
    """ "nog 4 dagen", "vandaag"."""
    if days == 0:
        return _("today")
    return ngettext("{n} day left", "{n} days left", days).format(n=days)


def ahead(days: int) -> str:
    """ "over 8 dagen", "morgen", "vandaag"."""
    if days < 2:
        return _("tomorrow") if days == 1 else _("today")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def seen(at: datetime, now: datetime) -> str:
    """When something was opened: "10.42", "gisteren", "19 nov". Both aware, in the same zone."""
    days = (now.date() - at.date()).days
    if days <= 0:
        return dates.bare_time(at.time())
    return _("yesterday") if days == 1 else dates.list_date(at.date(), now.date())


def week_ends(today: date) -> date:
    """The last day of what counts as this week: Sunday, or a week on from Friday to Sunday."""
    sunday = today + timedelta(days=6 - today.weekday())
    return sunday if today.weekday() < 4 else sunday + timedelta(days=7)
