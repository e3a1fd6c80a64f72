"""All that is found, by kind, with what matches marked."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.slices.today.world import World, fill
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.search import queries
from wijkraad_app.features.signals import service as signals


@pytest.fixture
def world(workspace: LocalWorkspace, monday: datetime) -> World:
    return fill(workspace)


def test_results_are_grouped_by_kind_in_a_fixed_order(world: World) -> None:
    world.do(signals.add_signal, text="Verkeer rijdt hard over de dijk.")
    found = world.read(queries.results, "verkeer dijk")
    assert [kind for kind, _rows in found.groups] == ["item", "signal"]
    assert found.count == 2
    assert not found.more


def test_words_that_begin_so_or_share_a_stem_are_marked(world: World) -> None:
    world.do(signals.add_signal, title="Fietsen", text="De fiets staat in de weg. Verkeerd gezet.")
    ((_kind, (row,)),) = world.read(queries.results, "fiets").groups
    assert [text for text, on in row.title if on] == ["Fietsen"]
    assert [text for text, on in row.snippet if on] == ["fiets"]


def test_a_snippet_that_only_repeats_the_title_is_left_out(world: World) -> None:
    ((_kind, (row,)),) = world.read(queries.results, "speeltoestellen").groups
    assert row.snippet == ()


def test_the_palette_is_not_told_the_title_twice(world: World) -> None:
    (hit,) = world.read(queries.words, "speeltoestellen")
    assert queries.shown(hit) == (hit.title, "")
    world.do(signals.add_signal, title="Fietsen", text="De fiets staat in de weg.")
    (hit,) = world.read(queries.words, "weg")
    title, detail = queries.shown(hit)
    assert title == "Fietsen" and not detail.startswith("Fietsen") and "staat in de weg" in detail


def test_with_very_many_hits_only_the_first_are_given(world: World) -> None:
    for number in range(5):
        world.do(signals.add_signal, text=f"Melding {number} over zwerfvuil.")
    found = world.read(queries.results, "zwerfvuil", 3)
    assert (found.count, found.more) == (3, True)


def test_contact_data_are_never_found(world: World) -> None:
    world.do(signals.add_signal, text="Bel terug.", contact={"name": "Fatma Yildiz"})
    assert world.read(queries.results, "Yildiz").groups == ()


def test_nothing_asked_finds_nothing(world: World) -> None:
    assert world.read(queries.results, "  ").groups == ()
