"""The main job by keyboard alone in the real window: from an empty dossier to a signed letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wijkraad_app import bootstrap
from wijkraad_app.bootstrap.window import Desktop
from wijkraad_app.db import check
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries as advice_queries
from wijkraad_app.features.advice.rules.states import State
from wijkraad_app.features.conversations import queries as conversation_queries
from wijkraad_app.features.council import queries as council_queries
from wijkraad_app.features.letters import flow
from wijkraad_app.features.letters import queries as letter_queries
from wijkraad_app.features.meetings import queries as meeting_queries
from wijkraad_app.features.search import queries as search_queries
from wijkraad_app.features.surveys import queries as survey_queries
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.application import dress

from .window_driver import Files, Keyboard

PASSPHRASE = "vier woorden op rij"
MEMBERS = """Marijke van Duin, voorzitter, marijke@example.org, 2024-2028
Youssef El Amrani; secretaris; youssef@example.org
Ans de Vries\tpenningmeester
Murat Aydin"""

SAID = """Mijn dochter durft hier niet alleen over te steken.
De auto's rijden te hard."""


@dataclass
class User:
    """Somebody at the keyboard, with a folder of their own."""

    keys: Keyboard
    files: Files
    folder: Path


def a_new_dossier(user: User) -> None:
    keys = user.keys
    user.files.lay_ready(user.folder / "singels.wijkraad")
    keys.go_to("Nieuw dossier")
    keys.press("Enter")
    keys.enter("Wachtzin", PASSPHRASE)
    keys.enter("Nog een keer", PASSPHRASE)
    keys.press("Enter")
    keys.expect("Maak een herstelblad")
    user.files.lay_ready(user.folder / "herstelblad.pdf")
    keys.push("Bewaren als pdf")
    keys.expect("Bewaard: herstelblad.pdf.")
    keys.push("Sluiten")
    keys.wait(lambda: "Uw raad inrichten" in keys.everything(), "the assistant")
    assert (user.folder / "herstelblad.pdf").read_bytes().startswith(b"%PDF")


def the_assistant(user: User) -> None:
    keys = user.keys
    keys.enter("Naam van de raad", "Wijkraad De Singels")
    keys.enter("Gemeente", "Utrecht")
    keys.choose("Wijk", "Binnenstad")
    keys.push("Verder")
    keys.wait(lambda: keys.here() == "Plak of typ uw leden, één per regel")
    keys.paste(MEMBERS)
    keys.expect("4 leden, kijk 1 rij na.")
    keys.push("Verder")
    keys.expect("College van burgemeester en wethouders")
    keys.enter("Uw eigen adres", "Singelkade 12\n3511 AA Utrecht")
    keys.choose("Wie bent u?", "Marijke van Duin")
    keys.push("Beginnen")
    keys.expect("Goedemiddag, Marijke", "Hier werkt: Marijke van Duin. Wisselen.")


def an_agenda(user: User) -> None:
    keys = user.keys
    keys.press("Ctrl+2")
    keys.expect("Nog geen vergaderingen")
    keys.press("Ctrl+N")
    keys.expect("Nieuwe vergadering")
    keys.enter("Datum", "9-11-2026")
    keys.enter("Plaats", "Buurthuis De Singel")
    keys.press("Enter")
    keys.wait(lambda: keys.here() == "Nieuw agendapunt")
    keys.type("Veilig oversteken\n")
    keys.expect("Titel van punt 11", "Veilig oversteken")


def a_meeting(user: User) -> None:
    """Attendance, a note, a decision and an action; taking back and doing again."""
    keys = user.keys
    keys.press("Ctrl+Enter")
    keys.push("Alleen ik zie het")
    keys.push("Vergadering openen")
    keys.expect("0 van 4 aanwezig", "nog 3 voor het quorum")
    keys.go_to("Marijke van Duin, voorzitter, nog niet gemeld")
    keys.press("Space")
    keys.expect("Marijke van Duin, voorzitter, aanwezig")
    keys.push("De rest is aanwezig")
    keys.expect("4 van 4 aanwezig", "quorum gehaald")
    keys.go_to("Wat er nu gebeurt")
    keys.type("Youssef laat de cijfers van het verkeer zien\n")
    keys.expect("Notitie, Youssef laat de cijfers van het verkeer zien")
    keys.type("b Wij schrijven een advies over oversteken. 4-0-0\n")
    keys.expect("Wij schrijven een advies over oversteken.", "4 voor, 0 tegen, bij handopsteken")
    keys.type("a Bewoners bellen @murat volgende dinsdag\n")
    keys.expect("Actie, Bewoners bellen, Murat, di 1 dec")
    taking_back(user)


def taking_back(user: User) -> None:
    keys = user.keys
    keys.press("Ctrl+Z")
    keys.wait(
        lambda: keys.toast().startswith("Ongedaan gemaakt: ") and "Bewoners bellen" in keys.toast(),
        "what was taken back",
    )
    keys.wait(lambda: not keys.shows("Actie, Bewoners bellen"), "that the action is gone")
    keys.press("Ctrl+Shift+Z")
    keys.expect("Actie, Bewoners bellen, Murat, di 1 dec")


def the_end_of_the_meeting(user: User) -> None:
    keys = user.keys
    keys.push("Afronden")
    keys.push("Dit klopt")
    keys.push("Dit klopt")
    keys.push("Naar het verslag")
    keys.expect("Een volgende vergadering stelt het vast.")


def a_survey(user: User) -> None:
    keys = user.keys
    file = user.folder / "enquete.csv"
    file.write_text(_replies(), encoding="utf-8")
    user.files.lay_ready(file)
    keys.press("Ctrl+3")
    keys.expect("Nog geen enquêtes")
    keys.command("enquête importeren")
    keys.expect("40 inzendingen, 3 vragen", "De kolommen zijn gesplitst bij")
    keys.enter("Naam van de enquête", "Oversteken")
    keys.choose("Hoe zijn mensen bereikt?", "Op straat")
    keys.push("Importeren")
    keys.expect("Enquête geïmporteerd: 40 inzendingen.", "35% antwoordde “elke dag”.", "indicatief")


def _replies() -> str:
    often, safe, better = ("elke dag", "elke week", "zelden"), ("ja", "nee", "nee"), ("Een zebrapad", "", "Licht")
    lines = [f"2026-10-{1 + i % 28:02d} 10:00;{often[i % 3]};{safe[i % 3]};{better[i % 3]}" for i in range(40)]
    head = "Tijdstempel;Hoe vaak steekt u de Singel over?;Voelt u zich daar veilig?;Wat moet er beter?"
    return "\n".join([head, *lines, ""])


def a_conversation(user: User) -> None:
    """Words said, a quote marked in them, and consent to print it by role."""
    keys = user.keys
    keys.press("Ctrl+4")
    keys.expect("Nog geen gesprekken")
    keys.press("Ctrl+N")
    keys.wait(lambda: keys.here() == "Buurt", "the fields of a new conversation")
    keys.enter("Wat er gezegd is", SAID)
    keys.press("Ctrl+Home", "Shift+End", "Ctrl+Shift+M")
    keys.wait(lambda: keys.here() == "Wie zegt het (rol)", "the fields of the quote")
    keys.expect("Zonder toestemming komen deze woorden nooit in een brief.")
    keys.type("moeder van een meisje van negen")
    keys.choose("Deze woorden citeren", "citeren met rol")
    keys.expect("citeren met rol", "moeder van een meisje van negen")
    keys.wait(lambda: not keys.shows("Zonder toestemming"), "what a letter prints")


def a_signal(user: User) -> None:
    keys = user.keys
    keys.press("Ctrl+Shift+N")
    keys.enter("Wat zei de bewoner?", "Bij het zebrapad brandt geen lamp")
    keys.enter("Buurt", "Singelkwartier")
    keys.push("Signaal vastleggen")
    keys.press("Ctrl+5")
    keys.expect("Bij het zebrapad brandt geen lamp")


def an_advice(user: User) -> None:
    """Sections, the figure and the quote as sources, a recommendation."""
    keys = user.keys
    keys.press("Ctrl+6")
    keys.expect("Nog geen advies")
    keys.press("Ctrl+N")
    keys.enter("Onderwerp", "Veilig oversteken bij de Singel")
    keys.push("Concept maken")
    keys.wait(lambda: keys.here() == "Aanleiding", "the first section")
    keys.type("Bewoners vragen al lang om een veilige oversteek.")
    keys.go_to("Bevindingen")
    keys.type("De wijkraad vroeg het na. ")
    the_figure(user)
    the_quote(user)
    keys.push("Aanbeveling toevoegen")
    keys.wait(lambda: keys.here() == "Aanbeveling 1", "the recommendation")
    keys.type("Leg een zebrapad aan bij de Singel.")
    keys.saved()
    keys.expect("Enquête, vraag 2", "65% nee", "Buurtgesprek", "Geen bron ontbreekt")


def the_figure(user: User) -> None:
    keys = user.keys
    keys.press("Ctrl+Shift+B")
    keys.expect("2, Voelt u zich daar veilig?")
    keys.press("Down")
    keys.rows_to("Voelt u zich daar veilig?")
    keys.press("Enter")
    keys.wait(lambda: keys.here() == "nee", "the answers")
    keys.press("Space")
    keys.expect("65% van de deelnemers antwoordt “nee”")
    keys.press("Enter")
    keys.wait(
        lambda: keys.here() == "Bevindingen" and "65% van de deelnemers" in keys.value(), "the figure in the text"
    )


def the_quote(user: User) -> None:
    """Its exact print is shown with the question whether neighbours would recognise the speaker."""
    keys = user.keys
    keys.press("Ctrl+Shift+B")
    keys.go_to("Soort bron")
    keys.press("Right")
    keys.go_to("Zoeken")
    keys.press("Down", "Enter")
    keys.expect("Zouden buren de spreker herkennen?")
    keys.wait(lambda: keys.here() == "Nee, het kan zo worden afgedrukt", "the question")
    keys.press("Space")
    keys.expect("(moeder van een meisje van negen, buurtgesprek van 23 november 2026)")
    keys.press("Enter")
    keys.wait(lambda: keys.here() == "Bevindingen" and "Mijn dochter" in keys.value(), "the quote in the text")


def a_pasted_agenda(user: User) -> None:
    keys = user.keys
    keys.press("Ctrl+2", "Ctrl+N")
    keys.push("Liever een agenda plakken")
    keys.paste("Agenda wijkraad maandag 23 november 2026, 12.30 uur\n1. Opening\n2. Rondvraag (10 min)\n")
    keys.expect("Rondvraag")
    keys.push("Overnemen")
    keys.expect("Agenda overgenomen.", "maandag 23 november 2026")


def adoption(user: User) -> None:
    """The advice goes on the agenda; a decision there adopts it in the same step."""
    keys = user.keys
    keys.press("Ctrl+6")
    keys.expect("Veilig oversteken bij de Singel, concept")
    keys.press("Ctrl+Enter")
    keys.expect("Wijkraad, maandag 23 november 2026")
    keys.push("Op de agenda zetten")
    keys.expect("Staat op de agenda.")
    keys.press("Ctrl+2")
    keys.go_to("Vergaderingen")
    keys.rows_to("vandaag") if keys.shows("vandaag") else keys.rows_to("ma 23 nov")
    keys.press("Ctrl+Enter")
    keys.push("Alleen ik zie het")
    keys.push("Vergadering openen")
    keys.push("De rest is aanwezig")
    keys.go_to("Wat er nu gebeurt")
    for _item in range(3):
        if not keys.shows("ter besluitvorming"):
            keys.press("Ctrl+Down")
    keys.type("b De wijkraad stelt het advies vast. 4-0-0\n")
    keys.expect("Dit advies vaststellen", "Aangenomen.")
    keys.push("Vastleggen")
    keys.expect("De wijkraad stelt het advies vast.", "4 voor, 0 tegen, bij handopsteken")
    keys.push("Afronden")
    keys.push("Dit klopt")
    keys.press("Ctrl+6")
    keys.expect("Veilig oversteken bij de Singel, vastgesteld, 2026-01", "Brief maken")


def a_letter(user: User) -> None:
    keys = user.keys
    keys.press("Ctrl+Enter")
    keys.expect("nog te maken")
    keys.press("Ctrl+Enter")
    keys.expect("Datum van de brief")
    keys.push("Maken")
    keys.expect("De brief is klaar om te ondertekenen.", "Ondertekenen als voorzitter")


def signatures(user: User) -> None:
    """Chair first, then secretary, each with a key made on the way."""
    keys = user.keys
    keys.press("Ctrl+Enter")
    a_key(user, "marijke.p12", "een sleutelzin van vier")
    keys.expect("Ondertekenen als secretaris", "deels ondertekend")
    keys.press("Ctrl+Enter")
    a_key(user, "youssef.p12", "nog een lange sleutelzin", authority="een sleutelzin van vier")
    keys.expect("Als verzonden vastleggen", "digitaal ondertekend")


def a_key(user: User, file: str, words: str, authority: str = "") -> None:
    keys = user.keys
    user.files.lay_ready(user.folder / file)
    keys.push("Sleutel maken")
    keys.wait(lambda: keys.here() == "Wachtzin", "the passphrase of the key")
    keys.type(words)
    keys.enter("Nog een keer", words)
    if authority:
        keys.enter("Wachtzin van de eerste sleutel op deze computer", authority)
    keys.push("Plaats kiezen en maken")
    keys.wait(lambda: keys.here() == "Wachtzin van de sleutel", "the way back to signing")
    keys.type(words)
    keys.press("Enter")


def the_verdict(user: User) -> None:
    """The saved file is complete, unchanged and signed with keys the council knows."""
    keys = user.keys
    user.files.lay_ready(user.folder / "brief.pdf", user.folder / "brief.pdf")
    keys.press("Ctrl+E")
    keys.expect("Bewaard als “brief.pdf”.")
    keys.press("Ctrl+Shift+O")
    keys.expect(
        "Deze brief is compleet en ongewijzigd",
        "Alle verwachte handtekeningen staan erin",
        "De wijkraad kent deze sleutels",
    )
    told = [words for words in keys.words() if words.endswith(": geldig")]
    assert [words.split(",")[0] for words in told] == ["Marijke van Duin", "Youssef El Amrani"]


def closing(user: User) -> None:
    keys = user.keys
    keys.press("Escape", "Ctrl+Shift+W")
    keys.wait(lambda: user.keys.desktop.workspace is None, "that the dossier is closed")


def all_is_there(workspace: LocalWorkspace) -> None:
    """The dossier, opened again, says by its queries what the window showed."""
    assert workspace.read(check.problems) == []
    council = workspace.read(council_queries.council)
    assert (council.name, council.ward, council.ward_code) == ("Wijkraad De Singels", "Binnenstad", "WK034406")
    assert "Singelkade 12\n3511 AA Utrecht" in council.sender_lines
    people = dict(workspace.read(council_queries.who_works))
    assert sorted(people.values()) == ["Ans de Vries", "Marijke van Duin", "Murat Aydin", "Youssef El Amrani"]
    the_meetings(workspace)
    the_evidence(workspace)
    the_signed_letter(workspace)


def the_meetings(workspace: LocalWorkspace) -> None:
    rows = {row.day: row for row in workspace.read(meeting_queries.meeting_rows)}
    assert sorted(rows) == [date(2026, 11, 9), date(2026, 11, 23)]
    first = workspace.read(meeting_queries.meeting_view, rows[date(2026, 11, 9)].id)
    assert (first.place, first.status, first.quorum.present) == ("Buurthuis De Singel", "closed", 4)
    assert [one.text for one in first.decisions] == ["Wij schrijven een advies over oversteken."]
    assert [(one.text, one.owner_name, one.due) for one in first.actions] == [
        ("Bewoners bellen", "Murat Aydin", date(2026, 12, 1))
    ]
    assert "Youssef laat de cijfers van het verkeer zien" in first.items[0].notes
    assert first.items[-1].title == "Veilig oversteken"


def the_evidence(workspace: LocalWorkspace) -> None:
    (survey,) = workspace.read(survey_queries.survey_rows)
    assert (survey.title, survey.replies, survey.questions, survey.indicative) == ("Oversteken", 40, 3, True)
    (quote,) = workspace.read(conversation_queries.quote_rows)
    assert quote.words == SAID.splitlines()[0]
    assert (quote.speaker_role, quote.consent) == ("moeder van een meisje van negen", "by_role")
    signals = workspace.read(search_queries.records, "signal")
    assert [one.title for one in signals] == ["Bij het zebrapad brandt geen lamp"]


def the_signed_letter(workspace: LocalWorkspace) -> None:
    (row,) = workspace.read(advice_queries.advice_rows)
    assert (row.title, row.reference, row.state) == ("Veilig oversteken bij de Singel", "2026-01", State.SIGNED)
    view = workspace.read(advice_queries.advice, row.id)
    assert [one.text for one in view.recommendations] == ["Leg een zebrapad aan bij de Singel.\n"]
    assert [one.sentence.startswith(("65%", "“Mijn dochter")) for one in view.evidence] == [True, True]
    letter = workspace.read(letter_queries.letter_of, row.id)
    assert [one.signer for one in letter.signatures] == ["Marijke van Duin", "Youssef El Amrani"]
    verdict = flow.judge(workspace, letter.id)
    assert verdict.valid and verdict.complete and verdict.trusted


@pytest.fixture
def user(qtbot: QtBot, qapp: QApplication, monday: datetime, tmp_path: Path) -> Iterator[User]:
    bootstrap.load_slices()
    preferences = Preferences()
    preferences.set("theme", "light")
    preferences.set("language", "nl")
    dress(qapp, preferences)
    qapp.setQuitOnLastWindowClosed(False)
    files = Files()
    desktop = Desktop(preferences, chooser=files)
    window = desktop.start()
    with qtbot.waitActive(window):
        window.activateWindow()
    yield User(Keyboard(qtbot, desktop), files, tmp_path)
    if desktop.window is not None:
        desktop.window.close()


@pytest.mark.timeout(180)
def test_from_an_empty_dossier_to_a_signed_letter(user: User) -> None:
    a_new_dossier(user)
    the_assistant(user)
    an_agenda(user)
    a_meeting(user)
    the_end_of_the_meeting(user)
    a_survey(user)
    a_conversation(user)
    a_signal(user)
    an_advice(user)
    a_pasted_agenda(user)
    adoption(user)
    a_letter(user)
    signatures(user)
    the_verdict(user)
    closing(user)
    reopened = workspaces.open_(user.folder / "singels.wijkraad", PASSPHRASE)
    all_is_there(reopened)
    reopened.close()
