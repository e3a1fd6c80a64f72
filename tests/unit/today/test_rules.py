"""Words of today: greeting, counts, how late, what has to be ready."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.today.rules import asking, preparation, wording
from wijkraad_app.features.today.rules.asking import Ask, Asking
from wijkraad_app.features.today.rules.preparation import Facts

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "Goedenavond"), (5, "Goedemorgen"), (11, "Goedemorgen"), (12, "Goedemiddag"), (17, "Goedemiddag"),
     (18, "Goedenavond"), (23, "Goedenavond")],
)  # fmt: skip
def test_the_greeting_follows_the_time_of_day(hour: int, words: str) -> None:
    assert wording.greeting(time(hour)) == words


def test_who_works_is_greeted_by_first_name() -> None:
    assert wording.greeting(time(13), "Marijke van Duin") == "Goedemiddag, Marijke"
    assert wording.greeting(time(13), "J. de Boer") == "Goedemiddag, J. de Boer"


@pytest.mark.parametrize(
    ("count", "sentence"),
    [(0, "Maandag 23 november 2026. Niets vraagt aandacht."),
     (1, "Maandag 23 november 2026. Eén ding vraagt aandacht."),
     (2, "Maandag 23 november 2026. Twee dingen vragen aandacht."),
     (13, "Maandag 23 november 2026. 13 dingen vragen aandacht.")],
)  # fmt: skip
def test_the_day_sentence_counts_in_words(count: int, sentence: str) -> None:
    assert wording.day_sentence(TODAY, count) == sentence


def test_how_late_and_how_soon_is_said_in_days() -> None:
    assert wording.late(14) == "14 dagen te laat"
    assert wording.late(1) == "1 dag te laat"
    assert wording.left(4) == "nog 4 dagen"
    assert wording.left(0) == "vandaag"
    assert [wording.ahead(days) for days in (0, 1, 8)] == ["vandaag", "morgen", "over 8 dagen"]


def test_when_something_was_opened_gets_vaguer() -> None:
    now = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
    assert wording.seen(now - timedelta(hours=2), now) == "11.00"
    assert wording.seen(now - timedelta(days=1), now) == "gisteren"
    assert wording.seen(now - timedelta(days=4), now) == "19 nov"


@settings(max_examples=100)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(-400, 400), st.booleans())
def test_without_an_agreed_term_nothing_is_ever_late(today: date, days: int, agreed: bool) -> None:
    asks = asking.answer(today, today + timedelta(days=days), agreed=agreed)
    if days > asking.SOON_DAYS:
        assert asks is None
    elif days >= 0:
        assert asks == (Ask.SOON, days)
    else:
        assert asks == ((Ask.LATE, -days) if agreed else (Ask.WISH, 0))


def test_what_is_late_longest_comes_first() -> None:
    found = [
        Asking(Ask.SOON, "advice", days=4),
        Asking(Ask.LATE, "advice", days=3),
        Asking(Ask.WISH, "advice"),
        Asking(Ask.LATE, "advice", days=14),
    ]
    assert [(one.what, one.days) for one in sorted(found, key=asking.urgency)] == [
        (Ask.LATE, 14), (Ask.LATE, 3), (Ask.SOON, 4), (Ask.WISH, 0)
    ]  # fmt: skip


@pytest.mark.parametrize("what", list(Ask))
def test_everything_that_asks_has_all_its_words(what: Ask) -> None:
    one = Asking(what, "advice", "De Schakel", "2026-05", 3, 2, TODAY, "chair")
    for words in (asking.heading(one), asking.detail(one), asking.badge(one), asking.button(one), asking.icon(one)):
        assert words
    assert asking.tone(one) in {"bad", "warn", "quiet"}


def test_a_wish_names_the_day_that_was_asked_for() -> None:
    assert asking.badge(Asking(Ask.WISH, "advice", day=date(2026, 11, 9))) == "gevraagd voor 9 nov"


def facts(**changed: object) -> Facts:
    known: dict[str, object] = {
        "day": date(2026, 12, 1), "items": 9, "before": date(2026, 11, 10), "minutes_ready": True, "chaired": True,
        "attendance_known": True, "notice_days": 7, "bare": (),
    }  # fmt: skip
    return Facts(**{**known, **changed})  # type: ignore[arg-type]


def test_a_prepared_meeting_asks_only_for_the_invitation() -> None:
    steps = preparation.steps(facts(), TODAY)
    assert [step.text for step in steps if not step.done] == ["Uitnodiging versturen"]
    assert steps[-1].note == "uiterlijk di 24 nov"
    assert steps[0].text == "Agenda met 9 punten"
    assert steps[1].text == "Verslag van 10 november"


def test_the_invitation_leaves_the_list_when_its_day_has_passed() -> None:
    assert all(step.done for step in preparation.steps(facts(), date(2026, 11, 25)))


def test_items_without_papers_are_named() -> None:
    step = next(s for s in preparation.steps(facts(bare=("5", "7")), TODAY) if "Stukken" in s.text)
    assert (step.text, step.note, step.done) == ("Stukken bij punt 5 en 7", "2 ontbreken", False)
    many = next(s for s in preparation.steps(facts(bare=tuple("12345")), TODAY) if "Stukken" in s.text)
    assert (many.text, many.note) == ("Stukken bij de punten", "5 ontbreken")


def test_the_first_meeting_has_no_earlier_minutes() -> None:
    assert not any("Verslag" in step.text for step in preparation.steps(facts(before=None), TODAY))


def test_an_empty_agenda_is_the_first_thing_to_do() -> None:
    first = preparation.steps(facts(items=0), TODAY)[0]
    assert (first.text, first.done, first.note) == ("Agenda", False, "nog geen punten")


def test_late_in_the_week_the_next_one_counts_too() -> None:
    assert wording.week_ends(date(2026, 11, 23)) == date(2026, 11, 29)
    assert wording.week_ends(date(2026, 11, 27)) == date(2026, 12, 6)
