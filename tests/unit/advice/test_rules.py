"""Rules of an advice: states, exact versions, numbering, sentences, differences, references, terms."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.advice.rules import (
    annex,
    differences,
    due,
    earlier,
    freshness,
    numbering,
    payloads,
    sentences,
    snapshot,
)
from wijkraad_app.features.advice.rules.freshness import Freshness
from wijkraad_app.features.advice.rules.payloads import (
    DecisionText,
    FigureSpec,
    OptionCount,
    QuotePrint,
    SignalsCount,
    SignalsSpec,
    SignalText,
    SurveyFigure,
)
from wijkraad_app.features.advice.rules.snapshot import Content, Source
from wijkraad_app.features.advice.rules.states import STEPS, State, after_adoption, allowed_moves, move
from wijkraad_app.features.council.readers import ParsedAdvice
from wijkraad_app.kernel import i18n
from wijkraad_app.kernel.errors import UserError

FIGURE = SurveyFigure(
    spec=FigureSpec("a" * 32, ("b" * 32, "c" * 32), who="de ouders", claim="vindt de oversteek onveilig"),
    survey="Verkeer en veiligheid",
    number=4,
    wording="Hoe veilig vindt u de oversteek?",
    answer="(heel) onveilig",
    percent=61,
    count=151,
    n=248,
    of=598,
    base=250,
    missing=2,
    method="random",
    indicative=False,
    merged=("Onveilig", "Heel onveilig"),
    low=55,
    high=67,
    first_day=date(2026, 10, 1),
    last_day=date(2026, 10, 20),
    invited=1400,
    responses=612,
    filter_wording="Hebt u kinderen?",
    filter_answer="Ja",
    options=(OptionCount("Onveilig", 90, 36), OptionCount("Anders", 0, 0, suppressed=True)),
)
QUOTE = QuotePrint(
    "Mijn dochter  steekt hier niet alleen over.", "vader", "by_role", "Gesprek", "neighbourhood", date(2026, 10, 14)
)
DECISION = DecisionText(3, date(2026, 12, 1), "De raad stelt het advies vast", "adopted", "Vergadering", 7, 1, 0)
SIGNALS = SignalsCount(SignalsSpec(date(2026, 1, 1), date(2026, 11, 20), "d" * 32, "Noorderhof"), 23, "Te hard rijden")
SIGNAL = SignalText("Auto’s rijden te hard", "report", date(2026, 3, 3), "Noorderhof")
PAYLOADS = (FIGURE, QUOTE, DECISION, SIGNALS, SIGNAL)


def source(ref: str, payload: payloads.Payload = DECISION) -> Source:
    return Source(ref, payloads.source_kind(payload), sentences.sentence(payload), payload)


def test_the_usual_road_is_allowed_step_by_step() -> None:
    for now, following in pairwise(STEPS):
        assert move(now, following) is following


def test_sent_first_and_adopted_afterwards_stays_sent() -> None:
    assert move(State.DRAFT, State.SENT) is State.SENT
    assert after_adoption(State.SENT) is State.SENT
    assert after_adoption(State.DRAFT) is State.ADOPTED


def test_nothing_follows_an_answer_or_a_withdrawal() -> None:
    assert not allowed_moves(State.ANSWERED) and not allowed_moves(State.WITHDRAWN)
    with pytest.raises(UserError, match="ingetrokken"):
        move(State.WITHDRAWN, State.DRAFT)


@given(st.sampled_from(list(State)), st.sampled_from(list(State)))
def test_nobody_goes_back_behind_adoption(now: State, to: State) -> None:
    if to in allowed_moves(now) and now in STEPS[2:] and to in STEPS:
        assert STEPS.index(to) > STEPS.index(now)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_comes_back_from_its_frozen_form(payload: payloads.Payload) -> None:
    kind = payloads.source_kind(payload)
    again = payloads.thaw(kind, payloads.freeze(payload))
    assert again == payload and payloads.fingerprint(again) == payloads.fingerprint(payload)


def test_the_users_own_words_do_not_make_a_figure_another() -> None:
    reworded = replace(FIGURE, spec=replace(FIGURE.spec, who="ouders", claim="is bang"))
    assert payloads.fingerprint(reworded) == payloads.fingerprint(FIGURE)
    assert payloads.fingerprint(replace(FIGURE, percent=62)) != payloads.fingerprint(FIGURE)


def test_a_figure_names_its_base_n_method_and_period() -> None:
    assert sentences.sentence(FIGURE) == (
        "61% van de ouders vindt de oversteek onveilig (n = 248 van 598, "
        f"{sentences.method(FIGURE)}, marge 55–67%, oktober 2026)."
    )


def test_a_number_does_not_fall_apart_over_two_lines() -> None:
    shown = sentences.unbroken(sentences.sentence(FIGURE))
    assert "(n\xa0=\xa0248 van 598, " in shown and shown.replace("\xa0", " ") == sentences.sentence(FIGURE)
    assert sentences.note(FIGURE).meta.startswith("n\xa0=\xa0248")
    assert sentences.unbroken("kan = 3") == "kan = 3"


def test_an_indicative_figure_says_so_and_quotes_question_and_answer() -> None:
    plain = replace(
        FIGURE, spec=FigureSpec("a" * 32, ()), method="open_link", indicative=True, low=None, high=None, of=248,
        filter_answer="",
    )  # fmt: skip
    said = sentences.sentence(plain)
    assert said.startswith("61% van de deelnemers antwoordt “(heel) onveilig” op “Hoe veilig vindt u de oversteek?”")
    assert f"n = 248, {sentences.method(plain)}, oktober 2026" in said
    assert "indicatief, " in said and "marge" not in said


def test_the_other_sentences_in_both_languages() -> None:
    assert sentences.sentence(QUOTE) == (
        "“Mijn dochter steekt hier niet alleen over.” (vader, buurtgesprek van 14 oktober 2026)."
    )
    assert sentences.sentence(DECISION) == "Besluit 3 van 1 december 2026: De raad stelt het advies vast."
    assert sentences.sentence(SIGNALS) == (
        "Er kwamen 23 signalen binnen over te hard rijden in Noorderhof van 1 januari tot en met 20 november 2026."
    )
    assert sentences.sentence(SIGNAL) == "Een bewoner stuurde een melding op 3 maart 2026: Auto’s rijden te hard."
    with i18n.in_language("en"):
        assert sentences.sentence(FIGURE).startswith("61% of de ouders vindt")
        assert sentences.sentence(DECISION).startswith("Decision 3 of 1 December 2026: ")
        assert sentences.sentence(SIGNALS).startswith("23 signals came in about Te hard rijden in Noorderhof from ")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_each_source_has_a_note_and_an_entry_in_the_annex(payload: payloads.Payload) -> None:
    note = sentences.note(payload)
    assert note.icon and note.kind and note.body
    entry = annex.entry(2, source("x", payload))
    assert entry.number == 2 and entry.title and entry.facts


def test_the_annex_of_a_survey_has_wording_counts_base_sampling_response_and_period() -> None:
    entry = annex.entry(1, replace(source("x", FIGURE), kept_on=date(2026, 11, 23)))
    facts = dict(entry.facts)
    assert facts["Vraagtekst"] == "“Hoe veilig vindt u de oversteek?”"
    assert facts["Samengenomen antwoorden"] == "Onveilig, Heel onveilig"
    assert facts["Basis"] == "wie “Ja” antwoordde op “Hebt u kinderen?”"
    assert facts["Respons"] == "612 reacties op 1.400 uitnodigingen (44%)"
    assert "23 november 2026" in facts["Cijfers"]
    assert entry.table[1:] == (("Onveilig", "90", "36%"), ("Anders", "verborgen", "verborgen"))


AA, BB, CC, DD = (f"{letter * 8}-0000-4000-8000-000000000000" for letter in "abcd")
refs = st.sampled_from([AA, BB, CC, DD])
note_texts = st.lists(refs, max_size=4).map(lambda found: " ".join(f"woord [[bron:{ref}]]" for ref in found))


@given(st.lists(note_texts, max_size=5))
def test_sources_are_numbered_by_first_appearance(texts: list[str]) -> None:
    found = numbering.cited(texts)
    whole = " ".join(texts)
    assert len(set(found)) == len(found)
    assert list(found) == sorted(found, key=lambda ref: whole.index(f"[[bron:{ref}]]"))
    assert numbering.numbers(texts) == {ref: place + 1 for place, ref in enumerate(found)}


def test_a_sentence_is_added_replaced_and_its_note_removed() -> None:
    with_note = numbering.appended("Er is **veel** aan de hand.", "23 signalen.", AA)
    assert with_note.strip().endswith(f"23 signalen. [[bron:{AA}]]")
    newer = numbering.replaced(with_note, "23 signalen.", "24 signalen.")
    assert newer is not None and f"24 signalen. [[bron:{AA}]]" in newer and "**veel**" in newer
    assert numbering.replaced(with_note, "99 signalen.", "x") is None
    assert numbering.without(newer, AA).strip().endswith("24 signalen.")


contents = st.builds(
    Content,
    title=st.text(max_size=20),
    kind=st.just("unrequested"),
    language=st.sampled_from(["nl", "en"]),
    occasion=st.text(max_size=40),
    findings=st.text(max_size=40),
    recommendations=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    sources=st.lists(st.sampled_from([source("aa"), source("bb", FIGURE), source("cc", SIGNALS)]), max_size=3).map(
        tuple
    ),
    request_day=st.none() | st.dates(),
)


@settings(max_examples=60)
@given(contents)
def test_a_version_comes_back_exactly_and_its_hash_is_over_its_bytes(content: Content) -> None:
    frozen = snapshot.freeze_content(content)
    assert snapshot.read_content(frozen.text) == content
    assert snapshot.freeze_content(snapshot.read_content(frozen.text)) == frozen
    assert frozen.sha256 == snapshot.hash_of(frozen.text)
    assert json.dumps(json.loads(frozen.text), sort_keys=True, separators=(",", ":"), ensure_ascii=False) == frozen.text


def test_only_cited_sources_go_into_a_version_in_their_order() -> None:
    found = snapshot.in_order([f"[[bron:{CC}]] en [[bron:{AA}]]"], [source(AA), source(BB), source(CC)])
    assert [one.id for one in found] == [CC, AA]


plain_lines = st.text(st.sampled_from("ab c,."), max_size=20)


@given(plain_lines, plain_lines)
def test_the_difference_gives_both_versions_back(old: str, new: str) -> None:
    pieces = differences.words(old, new)
    assert "".join(piece.text for piece in pieces if piece.change != "added") == old
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == new


@given(st.lists(plain_lines.filter(bool), max_size=4), st.lists(plain_lines.filter(bool), max_size=4))
def test_no_paragraph_is_lost_in_a_difference(old: list[str], new: list[str]) -> None:
    found = differences.paragraphs(old, new)
    texts = ["".join(p.text for p in paragraph.pieces if p.change != "added") for paragraph in found]
    assert [line for line in texts if line] == old


def test_a_difference_names_the_part_and_the_words() -> None:
    old = Content("Oversteek", "unrequested", "nl", recommendations=("Leg een zebrapad aan.", "Meet de snelheid."))
    new = replace(old, recommendations=("Leg vóór juni een zebrapad aan.", "Meet de snelheid."))
    (part,) = differences.compare(old, new)
    assert part.label == "Aanbevelingen"
    assert [p.text.strip() for p in part.paragraphs[0].pieces if p.change == "added"] == ["vóór juni"]
    assert not part.paragraphs[1].changed
    assert differences.compare(old, old) == ()


def test_the_due_day_has_its_rule_beside_it() -> None:
    with i18n.in_language("en"):
        found = due.due(date(2026, 12, 4), 8, "weeks", agreed=True)
    assert (found.day, found.rule) == (date(2027, 1, 29), "8 weeks after sending on 4 December 2026")


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-50, 50), st.booleans(), st.booleans())
def test_a_wish_or_an_answered_advice_is_never_late(day: date, past: int, agreed: bool, answered: bool) -> None:
    late = due.days_late(day, day + timedelta(days=past), agreed=agreed, answered=answered)
    assert late == (past if agreed and not answered and past > 0 else 0)


def test_freshness_asks_for_what_changed_and_forgets_nothing() -> None:
    assert freshness.judge("a", "", "a") is Freshness.SAME
    assert freshness.judge("a", "", "b") is Freshness.CHANGED
    assert freshness.judge("a", "b", "b") is Freshness.KEPT
    assert freshness.judge("a", "b", "c") is Freshness.CHANGED
    assert freshness.judge("a", "", None) is Freshness.GONE
    assert freshness.judge("a", freshness.GONE_KEPT, None) is Freshness.KEPT
    assert freshness.judge("a", "a", "a", allowed=False) is Freshness.NO_CONSENT
    assert {f for f in Freshness if f.asks} == {Freshness.CHANGED, Freshness.GONE, Freshness.NO_CONSENT}


def test_a_line_of_earlier_advice_needs_a_subject_and_a_day_that_has_been() -> None:
    today = date(2026, 11, 23)
    line = ParsedAdvice("Groen", date(2026, 3, 3), date(2026, 4, 28), "2026-02")
    assert earlier.wrong(line, today) == {}
    assert earlier.wrong(replace(line, subject=" "), today) == {"subject": "Het onderwerp ontbreekt."}
    assert list(earlier.wrong(replace(line, sent=None), today)) == ["sent"]
    assert list(earlier.wrong(replace(line, sent=date(2026, 12, 1), due=None), today)) == ["sent"]
    assert list(earlier.wrong(replace(line, due=date(2026, 3, 2)), today)) == ["due"]
