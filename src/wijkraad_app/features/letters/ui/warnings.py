"""What the user is told before signing or sending: an old date, sources that changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.widgets.banner import Banner

from ..queries import ChangedSource
from ..rules import days_off


def old_date(day: date | None, to_do: str = "", again: Callable[[], object] | None = None) -> tuple[Banner, ...]:
    """Nothing while today is near the letter's date; ``again`` starts with a new one."""
    off = days_off(day, clock.today())
    if not off or day is None:
        return ()
    said = ngettext("{count} day", "{count} days", off).format(count=off)
    what = _("The letter is dated {date}: {days} from today.").format(date=dates.long_date(day), days=said)
    return (Banner("warn", what, to_do, _("Choose a new date") if again else "", again),)


def changed_sources(changed: tuple[ChangedSource, ...]) -> tuple[Banner, ...]:
    """Old and new of each, side by side."""
    return tuple(Banner("warn", *_words(one)) for one in changed)


def agree(changed: tuple[ChangedSource, ...]) -> str:
    """What the user says before the first signature; "" when nothing changed."""
    return _("Keep the figures as they were adopted") if changed else ""


def _words(one: ChangedSource) -> tuple[str, str]:
    what = _("Source {number} has changed since it was adopted.").format(number=one.number)
    now = _("Now: {sentence}").format(sentence=one.now) if one.now else _("The source isn't in the dossier any more.")
    return what, _("The letter says: {sentence}").format(sentence=one.adopted) + "\n" + now
