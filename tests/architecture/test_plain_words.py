"""What users read is in plain words, whole, and in the way of their language."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.architecture.test_translations import PLACEHOLDER, dutch, messages
from wijkraad_app.kernel import dates, i18n
from wijkraad_app.ui.help import pages

TECHNICAL = """
    database databank hash exception query null sql traceback stacktrace uuid guid boolean regex cache thread
    rollback schema parameter ascii utf-8 encoding buffer token stack debug backend frontend module byte bytes kernel
    widget array integer float string tuple syntax parse parsing parser timeout commit migration migratie migreren
    payload checksum sha-256 config crash bug fatal abort invalid ongeldig illegal foutcode error-code standaardwaarde
    errno stdin stdout json-schema daemon socket repository
"""
WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, TECHNICAL.split()))})(?![\w-])", re.IGNORECASE)
BLAME = re.compile(r"\b(?:u hebt een fout gemaakt|you made a mistake|verkeerd gedaan|foutieve invoer)\b", re.IGNORECASE)


def _shown() -> dict[str, str]:
    """Every text of the program in both languages, with where it is from."""
    found = dict(messages())
    for places in dutch().values():
        for place, text in places.items():
            found.update(dict.fromkeys(text.split("\n"), place))
    for language in i18n.LANGUAGES:
        for page in pages.pages(language):
            found[page.words] = f"help/{language}/{page.key}"
    return {PLACEHOLDER.sub("", text): place for text, place in found.items()}


def test_no_technical_word_is_shown() -> None:
    found = [f"{place}: {WORD.findall(text)} in {text[:80]}" for text, place in _shown().items() if WORD.search(text)]
    assert found == []


def test_nothing_shouts_or_blames() -> None:
    loud = [f"{place}: {text[:80]}" for text, place in _shown().items() if "!" in text or BLAME.search(text)]
    assert loud == []


def test_no_translation_loses_a_placeholder() -> None:
    """A plural may leave its number out of the form for one."""
    lost, plurals = [], _plurals()
    for message, places in dutch().items():
        wanted = set(PLACEHOLDER.findall(message))
        for place, text in places.items():
            last = text.split("\n")[-1] if message in plurals else text
            lost += [f"{place}: {message} → {text}"] if wanted - set(PLACEHOLDER.findall(last)) - {"{n}"} else []
    assert lost == []


def _plurals() -> set[str]:
    from babel.messages.pofile import read_po

    from wijkraad_app.kernel import resources

    return {
        message.id[0]
        for file in resources.path("locale", "nl").glob("*.po")
        for message in read_po(file.read_bytes().splitlines(keepends=True))
        if isinstance(message.id, tuple | list)
    }


QUOTED = re.compile(r"(?<![*\w])\*([A-Z][^*\n]+)\*(?![*\w])")
"""Names of controls and states in the pages of help stand in italics."""


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_help_calls_by_name_is_called_so_in_the_program(language: str) -> None:
    texts = list(messages()) if language == "en" else [t for places in dutch().values() for t in places.values()]
    known = {line.casefold() for text in texts for line in text.split("\n")}
    unknown = [
        f"{file.stem}: {words}"
        for file in sorted(pages.folder(language).glob("*.md"))
        for words in QUOTED.findall(file.read_text(encoding="utf-8"))
        if words.casefold() not in known
    ]
    assert unknown == []


# --- dates and numbers ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("nl", ("23 november 2026", "maandag 23 november 2026", "ma 23 nov", "november 2026", "20.09 uur", "3.462,5")),
        ("en", ("23 November 2026", "Monday 23 November 2026", "Mon 23 Nov", "November 2026", "20:09", "3,462.5")),
    ],
)
def test_dates_times_and_numbers_are_those_of_the_language(language: str, shown: tuple[str, ...]) -> None:
    day = date(2026, 11, 23)
    with i18n.in_language(language):
        assert shown == (
            dates.long_date(day), dates.full_date(day), dates.short_date(day, day), dates.month(day),
            dates.clock_time(time(20, 9)), dates.number(3462.5, 1),
        )  # fmt: skip


@given(st.integers(-(10**12), 10**12), st.sampled_from(i18n.LANGUAGES))
def test_a_number_keeps_its_digits_whatever_the_language(value: int, language: str) -> None:
    with i18n.in_language(language):
        shown = dates.number(value)
    assert int(re.sub(r"[.,\s]", "", shown).replace("−", "-")) == value


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(i18n.LANGUAGES))
def test_a_long_date_names_day_and_year_and_never_a_bare_month_number(day: date, language: str) -> None:
    with i18n.in_language(language):
        parts = dates.long_date(day).split()
    assert (parts[0], parts[-1]) == (str(day.day), str(day.year))
    assert parts[1].isalpha()
