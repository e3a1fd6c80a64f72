"""Searching all the text of a dossier: prefixes, stems, compounds, and whatever anyone types."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkraad_app.db import fulltext, vocabulary
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.signals import service as signals


def titles(workspace: LocalWorkspace, asked: str) -> list[str]:
    return [hit.title for hit in workspace.read(fulltext.find, asked)]


def add(workspace: LocalWorkspace, title: str, text: str = "") -> None:
    workspace.do(signals.add_signal, title=title, text=text)


def test_a_piece_finds_the_compounds_that_hold_it(workspace: LocalWorkspace) -> None:
    add(workspace, "Verslag", "Over de buurtvergadering van mei")
    add(workspace, "Lamp kapot")
    assert titles(workspace, "vergader") == ["Verslag"]
    assert titles(workspace, "VERGADERING") == ["Verslag"]


def test_words_written_after_the_first_search_are_found_as_pieces_too(workspace: LocalWorkspace) -> None:
    add(workspace, "Lamp kapot")
    assert titles(workspace, "fiets") == []
    add(workspace, "Kinderfietsen in de hal")
    assert titles(workspace, "fiets") == ["Kinderfietsen in de hal"]


def test_a_short_piece_finds_words_that_begin_with_it_only(workspace: LocalWorkspace) -> None:
    add(workspace, "Lampenkap")
    add(workspace, "Nachtlamp")
    assert titles(workspace, "lam") == ["Lampenkap"]


def test_a_letter_alone_is_a_word(workspace: LocalWorkspace) -> None:
    add(workspace, "Zone B")
    add(workspace, "Bankje")
    assert titles(workspace, "b") == ["Zone B"]


def test_a_title_that_holds_the_words_comes_before_newer_texts(workspace: LocalWorkspace) -> None:
    add(workspace, "Zebrapad bij de school")
    add(workspace, "Oversteken", "Een zebrapad helpt")
    assert titles(workspace, "zebrapad") == ["Zebrapad bij de school", "Oversteken"]


def test_what_was_removed_is_not_found(workspace: LocalWorkspace) -> None:
    add(workspace, "Boomspiegel")
    hit = workspace.read(fulltext.find, "spiegel")[0]
    workspace.do(signals.remove_signal, id=hit.id)
    assert titles(workspace, "spiegel") == []


def test_a_locked_dossier_keeps_no_words_in_memory(workspace: LocalWorkspace) -> None:
    add(workspace, "Boomspiegel")
    assert titles(workspace, "spiegel")
    pool = workspace.dossier.engine.pool
    assert pool in vocabulary._held
    workspace.lock()
    assert workspace.dossier.engine.pool not in vocabulary._held
    workspace.unlock()
    assert titles(workspace, "spiegel") == ["Boomspiegel"]


AWKWARD = ("AND", "a-b", "naam:jan", '"', "x* OR y", "NEAR(a b)", "words : x", "%", "_", "é'; --", "\x00", "^lamp", "(")


@pytest.mark.parametrize("asked", AWKWARD)
def test_signs_of_the_search_language_mean_nothing(workspace: LocalWorkspace, asked: str) -> None:
    add(workspace, "Lamp kapot")
    assert set(titles(workspace, asked)) <= {"Lamp kapot"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_can_be_searched_for(workspace: LocalWorkspace, asked: str) -> None:
    titles(workspace, asked)
