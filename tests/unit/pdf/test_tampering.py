"""None of the ways to touch a letter passes for whole, complete and signed by who it says; each is told in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from wijkraad_app.kernel.i18n import in_language
from wijkraad_app.pdf.keys import load_key
from wijkraad_app.pdf.letter import letter_document
from wijkraad_app.pdf.render import render
from wijkraad_app.pdf.verification import verify_bytes

from .conftest import PASSPHRASE, SIGNED_AT, Council, Letters
from .forging import a_key, content_of, signed_with, signed_with_room, with_timestamp
from .samples import a_letter
from .tampering import KINDS, Bench, Kind


@pytest.fixture(scope="module")
def bench(letters: Letters, council: Council) -> Bench:
    chair, secretary = (load_key(file, PASSPHRASE, SIGNED_AT) for file in (council.chair, council.secretary))
    other = render(letter_document(a_letter(subject="Heel iets anders")))
    for field, key in (("chair", chair), ("secretary", secretary)):
        other = signed_with(other, field, key, SIGNED_AT, first=field == "chair")
    unsigned, by_chair, by_both = (file.read_bytes() for file in (letters.unsigned, letters.by_chair, letters.by_both))
    return Bench(unsigned, by_chair, by_both, other, council.authority, chair, secretary, SIGNED_AT)


def test_the_untouched_letter_passes_and_nothing_is_said_of_it(bench: Bench, council: Council) -> None:
    for whole in (bench.by_both, bench.other):
        verdict = verify_bytes(whole, council.trust)
        assert (verdict.valid, verdict.complete, verdict.trusted) == (True, True, "yes")
        assert verdict.problems == () and verdict.changes == ()


def test_there_are_more_than_forty_kinds() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 80


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_touched_letter_passes(kind: Kind, bench: Bench, council: Council) -> None:
    verdict = verify_bytes(kind.make(bench), council.trust, "brief.pdf")
    passes = {"changed": verdict.valid, "incomplete": verdict.complete, "unknown": verdict.trusted == "yes"}
    assert not passes[kind.result]
    told = [*verdict.problems, *(change.text for change in verdict.changes)]
    assert told or kind.result == "unknown"
    assert any(kind.says in one for one in told) or not kind.says, told


def test_what_changed_is_said_in_english_too(bench: Bench) -> None:
    note = next(kind for kind in KINDS if kind.name == "a_note_over_the_text")
    with in_language("en"):
        verdict = verify_bytes(note.make(bench))
    assert [change.text for change in verdict.changes] == ["A note was put over the text on page 1."]
    assert verdict.changed_pages == (1,)


def test_a_timestamp_of_an_unknown_server_proves_nothing_and_harms_nothing(bench: Bench, council: Council) -> None:
    signed = signed_with_room(bench.by_chair, "secretary", bench.secretary, SIGNED_AT)
    verdict = verify_bytes(with_timestamp(signed, SIGNED_AT + timedelta(days=400)), council.trust)
    assert verdict.valid and verdict.trusted == "yes"
    assert not any(one.time_proven for one in verdict.signatures)
    assert [one.time for one in verdict.signatures] == [SIGNED_AT, SIGNED_AT]


def test_a_key_made_elsewhere_for_signing_documents_holds(bench: Bench, council: Council) -> None:
    key = a_key(bench.authority, "M. van Duin", since=SIGNED_AT - timedelta(days=2))
    verdict = verify_bytes(signed_with(bench.by_chair, "secretary", key, SIGNED_AT), council.trust)
    assert (verdict.valid, verdict.complete, verdict.trusted) == (True, True, "yes")


def test_the_signature_itself_is_read_from_its_hole(bench: Bench) -> None:
    assert content_of(bench.by_both)["content_type"].native == "signed_data"
