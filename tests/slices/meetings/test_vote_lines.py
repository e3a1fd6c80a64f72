"""Votes as minutes tell them."""

from __future__ import annotations

import json

from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.documents.data import minutes_data
from wijkraad_app.features.meetings.documents.minutes import minutes_document
from wijkraad_app.features.meetings.documents.paper import Paper
from wijkraad_app.features.meetings.documents.votes import vote_line
from wijkraad_app.kernel import text as rich
from wijkraad_app.pdf import blocks
from wijkraad_app.pdf.blocks import HouseStyle

from .world import World


def lines(world: World) -> list[str]:
    made = minutes_document(world.view(), Paper(HouseStyle(), "", "nl"))
    found = []
    for block in made.blocks:
        if isinstance(block, blocks.Paragraph):
            found.append(block.text if isinstance(block.text, str) else rich.line_text(block.text))
    return found


def test_minutes_tell_how_each_decision_was_taken(world: World) -> None:
    item = world.item("Groen", asked="De raad stelt de agenda vast.")
    do, people = world.workspace.do, world.people
    world.present("Ans", "Marijke", "Murat")
    do(service.adopt_as_asked, item=item)
    do(service.step_aside, item=item, person=people["Murat"], reason="Woont er zelf")
    said = {people["Ans"]: "for", people["Marijke"]: "blank"}
    first = do(service.add_decision, item=item, text="Bomen planten", method="roll_call", choices=said)
    do(service.add_decision, item=item, text="Alleen eiken", sort="amendment", amends=first, votes_for=1,
       votes_against=1)  # fmt: skip
    do(service.set_attendance, meeting=world.meeting, person=people["Ans"], state="apologies")
    made = do(service.add_decision, item=item, text="Heg", method="ballot", votes_for=1, majority="two_thirds")
    do(service.correct_outcome, id=made, outcome="withdrawn", reason="De indiener trekt het in.")
    told = lines(world)
    start = told.index("Besluit 1: De raad stelt de agenda vast.")
    assert told[start : start + 13] == [
        "Besluit 1: De raad stelt de agenda vast.",
        "Als hamerstuk. Aangenomen.",
        "Besluit 2: Bomen planten",
        "Hoofdelijk: 1 voor, 0 tegen, 1 blanco. Aangenomen.",
        "Voor: Ans Verhoeven; blanco: Marijke van Duin.",
        "Stemde niet mee om een eigen belang: Murat Aydin.",
        "Amendement 3: Alleen eiken",
        "Wijzigt besluit 2.",
        "Bij handopsteken: 1 voor, 1 tegen. Staken van stemmen: niet aangenomen.",
        "Stemde niet mee om een eigen belang: Murat Aydin.",
        "Besluit 4: Heg",
        "Schriftelijk en geheim (twee derde meerderheid): 1 voor, 0 tegen. Ingetrokken.",
        "Stemde niet mee om een eigen belang: Murat Aydin.",
    ]
    assert told[start + 13 : start + 15] == [
        "Zonder quorum: 2 van de 4 leden aanwezig, 3 nodig.",
        "Uitslag aangepast: De indiener trekt het in.",
    ]
    assert "Woont er zelf" not in json.dumps(minutes_data(world.view()))


def test_minutes_adopted_before_votes_by_name_are_still_told() -> None:
    row = {"id": "a", "number": 1, "item": None, "text": "Ja", "method": "hands", "majority": "simple",
           "votes": {"for": 2, "against": 1, "abstained": None}, "outcome": "adopted"}  # fmt: skip
    assert vote_line(row) == "Bij handopsteken: 2 voor, 1 tegen. Aangenomen."
