"""One example for every verb of every service: what stands before it, and its arguments.

A verb without an example fails the walk. Each example is a function of the `World`: it may do things first, and
gives the keyword arguments the verb is then called with.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from tests.slices.advice import world as advice_world
from tests.wrong_files import png
from wijkraad_app.db import history
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries as advice_read
from wijkraad_app.features.advice import service as advice
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.council import queries as council_read
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.model import Council
from wijkraad_app.features.council.readers import ParsedAction, ParsedAdvice, ParsedDecision
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.features.letters import service as letters
from wijkraad_app.features.letters.queries import Signer
from wijkraad_app.features.meetings import queries as meetings_read
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.meetings.readers import ParsedAgenda, ParsedItem
from wijkraad_app.features.meetings.readers.comments import ParsedComment
from wijkraad_app.features.meetings.rules.kept import Kept
from wijkraad_app.features.meetings.rules.privacy import Choice
from wijkraad_app.features.meetings.rules.registers import Said
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.surveys import queries as surveys_read
from wijkraad_app.features.surveys import service as surveys
from wijkraad_app.features.surveys.readers.reading import read as read_survey
from wijkraad_app.pdf.authority import AuthorityCertificate

from . import merged, preparing

DAY = date(2026, 11, 20)
PDF = b"%PDF-1.7 ..."


@dataclass(frozen=True)
class World(advice_world.World):
    """The ward of the advice tests with people beside it."""

    chair: UUID
    person: UUID
    organisation: UUID
    theme: UUID
    item: UUID

    def survey(self) -> Any:
        data = b"Kleur?;Waarom?\nRood;Mooi\nBlauw;Rustig\nRood;Warm\nBlauw;Fris\n"
        return self.do(surveys.import_survey, file=read_survey(data, "k.csv"), file_name="k.csv").survey

    def paper(self) -> UUID:
        made: UUID = self.do(surveys.add_survey, title="Papier", method="street")
        self.do(surveys.add_question, survey=made, text="Voor?", options=("Ja", "Nee"))
        return made

    def questions(self, survey: UUID) -> Any:
        return self.workspace.read(surveys_read.survey, survey).questions

    def last(self) -> UUID:
        """The last agenda item."""
        view = self.workspace.read(meetings_read.meeting_view, self.meeting)
        assert view is not None
        return UUID(str(view.items[-1].id))

    def action(self) -> UUID:
        made: UUID = self.do(meetings.add_action, text="Bellen", meeting=self.meeting, owner=self.person)
        return made

    def annex(self) -> UUID:
        made: UUID = self.do(
            meetings.add_annex, item=self.item, file_name="a.txt", data=b"bijlage", media_type="text/plain"
        )
        return made

    def guest(self) -> UUID:
        made: UUID = self.do(meetings.add_guest, meeting=self.meeting, name="Vera", role="wethouder")
        return made

    def running(self) -> UUID:
        self.do(meetings.start_meeting, id=self.meeting, at=time(20, 0))
        return self.meeting

    def speaker(self) -> UUID:
        made: UUID = self.do(meetings.add_speaker, meeting=self.meeting, resident=True)
        return made

    def speaking(self) -> UUID:
        made = self.speaker()
        self.do(meetings.begin_speaking, id=made)
        return made

    def held(self) -> UUID:
        """The meeting, opened and closed, with notes."""
        self.do(meetings.start_meeting, id=self.meeting, at=time(20))
        self.do(meetings.add_note, item=self.item, text="Een opmerking")
        self.do(meetings.close_meeting, id=self.meeting, at=time(21))
        return self.meeting

    def changed_source(self) -> UUID:
        made = self.insert("question")
        self.do(surveys.set_counts, question=self.question, counts=[80, 61, 97])
        return UUID(str(made.id))

    def ready(self) -> UUID:
        """An advice that can be adopted."""
        self.recommend("Leg een zebrapad aan.")
        return self.advice

    def adopted(self) -> UUID:
        self.do(advice.adopt, advice=self.ready(), by_mail=True)
        return self.advice

    def sent(self) -> UUID:
        self.do(advice.register_sent, advice=self.adopted(), day=DAY)
        return self.advice

    def snapshot(self) -> UUID:
        found = self.workspace.read(advice_read.advice, self.advice)
        assert found is not None and found.adopted is not None
        return UUID(str(found.adopted))

    def letter(self) -> UUID:
        self.adopted()
        made: UUID = self.do(letters.make_letter, advice=self.advice, pdf=PDF, day=DAY, snapshot=self.snapshot())
        return made

    def changes_agreed(self) -> dict[str, Any]:
        self.ready()
        self.do(advice.adopt_with_changes, advice=self.advice, changes="Twee zebrapaden", by_mail=True)
        object.__setattr__(self.workspace, "actor", self.chair)
        digest = self.workspace.read(advice_read.draft_sha256, self.advice)
        return {"advice": self.advice, "role": "chair", "sha256": digest}

    def key(self) -> UUID:
        made: UUID = self.do(letters.register_key, **KEY)
        return made


KEY: dict[str, Any] = {
    "name": "Ans",
    "role": "voorzitter",
    "fingerprint": "a" * 64,
    "valid_until": date(2029, 1, 1),
    "authority": AuthorityCertificate("De Singels", "-----BEGIN CERTIFICATE-----", "b" * 64, date(2036, 1, 1)),
}


@verb(label="Before there is a council")
def without_council(uow: UnitOfWork) -> None:
    uow.remove(uow.session.scalars(select(Council)).one())


@verb(label="The same reference")
def same_reference(uow: UnitOfWork, *, id: UUID, reference: str) -> None:
    uow.get(Advice, id).reference = reference


def build(workspace: LocalWorkspace) -> World:
    """The world every example begins with."""
    made = advice_world.build(workspace)
    do = workspace.do
    chair = do(council.add_person, name="Ans Verhoeven", role="chair")
    do(council.add_person, name="Marijke van Duin", role="secretary")
    organisation = do(council.add_organisation, name="Gemeente")
    person = do(council.add_person, name="Kees Brouwer", mail="kees@buurt.nl", organisation=organisation)
    theme = do(council.add_theme, name="Verkeer")
    item = do(meetings.add_item, meeting=made.meeting, title="Veilig oversteken", minutes=20)
    do(meetings.add_item, meeting=made.meeting, title="Groen", minutes=10)
    own = {field.name: getattr(made, field.name) for field in dataclasses.fields(made)}
    return World(**own, chair=chair, person=person, organisation=organisation, theme=theme, item=item)


def reopened(world: World, workspace: LocalWorkspace) -> World:
    """The same ids in another copy of the dossier."""
    return dataclasses.replace(world, workspace=workspace)


Example = Callable[[World], dict[str, Any]]


def _two_with_one_number(w: World) -> dict[str, Any]:
    w.adopted()
    other = w.do(advice.add_advice, title="Nachtbus")
    w.do(advice.add_recommendation, advice=other, text="y")
    w.do(advice.adopt, advice=other, by_mail=True, day=date(2030, 1, 1))
    first = w.view.reference
    w.do(same_reference, id=other, reference=first)
    return {"advice": other}


def _sheet(w: World) -> dict[str, Any]:
    from tests.slices.surveys.test_service import sheet

    paper = w.paper()
    return {"survey": paper, "replies": sheet(w.workspace, paper, ["1", "", "1"]), "file_name": "f.csv"}


def _weights(w: World) -> dict[str, Any]:
    from wijkraad_app.features.surveys.readers.margins import margin_lines

    return {"survey": w.survey(), "lines": margin_lines("1;Rood;30\n1;Blauw;70")}


def _weighted(w: World) -> dict[str, Any]:
    given = _weights(w)
    w.do(surveys.set_weights, **given)
    return {"survey": given["survey"]}


def _sign_again(w: World) -> dict[str, Any]:
    w.do(advice.mark_signed, advice=w.adopted())
    return {"advice": w.advice}


def _signature(w: World) -> dict[str, Any]:
    return {
        "letter": w.letter(), "pdf": PDF + b"handtekening", "field": "chair", "signer": "Ans", "role": "voorzitter",
        "signed_at": datetime(2026, 11, 23, 12, tzinfo=UTC), "fingerprint": "a" * 64, "complete": False,
    }  # fmt: skip


def _signed(w: World) -> UUID:
    given = _signature(w)
    w.do(letters.register_signature, **given)
    return UUID(str(given["letter"]))


def _refused(w: World) -> UUID:
    made = w.letter()
    w.do(letters.refuse_to_sign, letter=made, field="chair", reason="Dit staat er anders dan besloten.")
    return made


def _preserved(w: World) -> dict[str, Any]:
    given = _signature(w) | {"complete": True}
    w.do(letters.register_signature, **given)
    return {"letter": given["letter"], "pdf": given["pdf"] + b"bewijs"}


ENCLOSURE: dict[str, Any] = {
    "title": "Foto van de oversteek", "how": "pages", "alt": "Een weg zonder zebrapad", "file_name": "foto.png",
    "data": b"beeld", "media_type": "image/png",
}  # fmt: skip


def _enclosure(w: World) -> UUID:
    made: UUID = w.do(letters.add_enclosure, advice=w.adopted(), **ENCLOSURE)
    return made


def _unprintable(w: World) -> dict[str, Any]:
    w.do(advice.update_section, id=w.advice, section="occasion", text="Ouders vragen erom 😀")
    return {"id": w.advice}


def _changed_under_letter(w: World) -> dict[str, Any]:
    w.insert("question")
    letter = w.letter()
    w.do(surveys.set_counts, question=w.question, counts=[80, 61, 97])
    return {"letter": letter, "pdf": PDF + b"opnieuw"}


def _paper(w: World) -> dict[str, Any]:
    return {"letter": w.letter(), "scan": PDF}


def _letter_sent(w: World) -> dict[str, Any]:
    given = _paper(w)
    w.do(letters.register_paper, **given)
    return {"letter": given["letter"], "day": DAY}


def _contact(w: World, **fields: Any) -> UUID:
    w.do(signals.set_contact, signal=w.signal, name="Truus", phone="030 271 82 81", **fields)
    return w.signal


def _with_number(w: World) -> dict[str, Any]:
    text = "Bel mij op 06 12345678 graag."
    w.do(signals.update_signal, id=w.signal, text=text)
    return {"id": w.signal, "start": text.index("06"), "end": text.index(" graag")}


def _membership(w: World) -> UUID:
    card = w.workspace.read(council_read.person_card, w.chair)
    assert card is not None
    return UUID(str(card.memberships[0].id))


def _lost_quote(w: World) -> dict[str, Any]:
    w.do(conversations.correct_text, id=w.conversation, text="Er is niets gezegd.")
    return {"id": w.quote, "start": 0, "end": 11}


def _by_mail(w: World) -> dict[str, Any]:
    return {"text": "De speeltuin krijgt een hek", "day": DAY, "said": Said((w.chair,), (w.person,)), "about": w.ref()}


def _promise(w: World) -> UUID:
    made: UUID = w.do(advice.add_promise, text="Er komt een zebrapad", advice=w.advice, due=DAY)
    return made


def _kept(w: World) -> dict[str, Any]:
    made = _promise(w)
    w.do(advice.keep_promise, id=made, on=DAY)
    return {"id": made}


def _comment(w: World) -> UUID:
    given = [ParsedComment("Kees", "1", "Het was anders")]
    made: UUID = w.do(meetings.add_comments, meeting=w.held(), comments=given)[0]
    return made


def _attendance(w: World) -> UUID:
    made: UUID = w.do(meetings.set_attendance, meeting=w.meeting, person=w.chair, state="present")
    return made


EXAMPLES: dict[str, Example] = {
    # --- council -----------------------------------------------------------------------------
    "council.add_membership": lambda w: {"person": w.person, "role": "member"},
    "council.add_organisation": lambda w: {"name": "School", "mail": "info@school.nl"},
    "council.add_person": lambda w: {"name": "Youssef", "role": "member"},
    "council.add_theme": lambda w: {"name": "Groen"},
    "council.end_membership": lambda w: {"membership": _membership(w), "end": DAY},
    "council.import_members": lambda w: {"members": [NewMember("Murat", "member"), NewMember("Tom", "aspirant")]},
    "council.remove_logo": lambda w: w.do(council.set_logo, data=png()) and {},
    "council.remove_membership": lambda w: {"membership": _membership(w)},
    "council.remove_organisation": lambda w: {"organisation": w.do(council.add_organisation, name="School")},
    "council.remove_person": lambda w: {"person": w.do(council.add_person, name="Youssef")},
    "council.remove_theme": lambda w: {"theme": w.theme},
    "council.set_logo": lambda w: {"data": png()},
    "council.set_up_council": lambda w: w.do(without_council)
    or {"name": "Wijkraad Nieuw", "members": [NewMember("Murat", "chair")]},
    "council.update_council": lambda w: {"name": "Wijkraad Zuid", "accent": "#FFDD00"},
    "council.update_membership": lambda w: {"membership": _membership(w), "role": "deputy_chair"},
    "council.update_organisation": lambda w: {"organisation": w.organisation, "name": "De gemeente", "notes": "Groot"},
    "council.update_person": lambda w: {"person": w.person, "name": "Kees de Brouwer", "notes": "Belt graag."},
    "council.update_theme": lambda w: {"theme": w.theme, "name": "Verkeer en parkeren"},
    # --- meetings ----------------------------------------------------------------------------
    "meetings.add_action": lambda w: {"text": "Bellen", "item": w.item, "due": DAY},
    "meetings.adopt_as_asked": lambda w: w.do(meetings.update_item, id=w.item, asked="De raad stemt in.")
    or {"item": w.item},
    "meetings.change_entry": lambda w: w.do(meetings.add_note, item=w.item, text="Bellen")
    or {"was": Kept("note", w.item, text="Bellen"), "kind": "action", "text": "Bellen", "due": DAY},
    "meetings.correct_outcome": lambda w: {"id": w.decision, "outcome": "withdrawn", "reason": "Ingetrokken"},
    "meetings.remove_entry": lambda w: w.do(meetings.add_note, item=w.item, text="Bellen")
    or {"was": Kept("note", w.item, text="Bellen")},
    "meetings.show_document": lambda w: {"item": w.item, "title": "Kaart"},
    "meetings.step_aside": lambda w: {"item": w.item, "person": w.chair, "reason": "woont er zelf"},
    "meetings.take_part_again": lambda w: {"id": w.do(meetings.step_aside, item=w.item, person=w.chair)},
    "meetings.add_annex": lambda w: {
        "item": w.item, "file_name": "kaart.txt", "data": b"kaart", "media_type": "text/plain"
    },
    "meetings.attach_file": lambda w: {
        "id": w.annex(), "file_name": "kaart.txt", "data": b"kaart", "media_type": "text/plain"
    },
    "meetings.add_mail_decision": lambda w: _by_mail(w),
    "meetings.change_actions": lambda w: {"ids": [w.action()], "state": "done", "due": DAY},
    "meetings.link_decision": lambda w: {"id": w.decision, "about": w.ref()},
    "meetings.mark_reminded": lambda w: {"ids": [w.action()], "on": DAY},
    "meetings.update_mail_decision": lambda w: {
        "id": w.do(meetings.add_mail_decision, **_by_mail(w)), "said": Said((), (w.chair,), (w.person,))
    },
    "meetings.add_decision": lambda w: {"text": "Wij vragen het", "item": w.item},
    "meetings.add_guest": lambda w: {"meeting": w.meeting, "role": "bewoner"},
    "meetings.add_item": lambda w: {"meeting": w.meeting, "title": "Rondvraag", "after": w.item},
    "meetings.add_meeting": lambda w: {"title": "Extra", "day": DAY},
    "meetings.add_note": lambda w: {"item": w.item, "text": "Een opmerking"},
    "meetings.adopt_minutes": lambda w: {"meeting": w.held(), "day": DAY},
    "meetings.attach_minutes": lambda w: {
        "id": w.meeting, "file_name": "notulen.pdf", "data": PDF, "media_type": "application/pdf"
    },
    "meetings.begin_item": lambda w: w.do(meetings.start_meeting, id=w.meeting) or {"id": w.last(), "at": time(20, 5)},
    "meetings.close_meeting": lambda w: w.do(meetings.start_meeting, id=w.meeting) or {"id": w.meeting},
    "meetings.add_comments": lambda w: {"meeting": w.held(), "comments": [ParsedComment("Kees", "1", "Anders")]},
    "meetings.add_erratum": lambda w: w.do(meetings.adopt_minutes, meeting=w.held(), day=DAY)
    and {"meeting": w.meeting, "text": "Kees heet Cees", "day": DAY},
    "meetings.add_phrase": lambda w: {"name": "Dank", "text": "{chair} bedankt iedereen."},
    "meetings.choose_privacy": lambda w: {"meeting": w.held(), "choices": [Choice("Kees", "role", "bewoner")]},
    "meetings.remove_comment": lambda w: {"id": _comment(w)},
    "meetings.remove_phrase": lambda w: {"id": w.do(meetings.add_phrase, name="Dank", text="Dank u.")},
    "meetings.send_minutes": lambda w: {"meeting": w.held(), "day": DAY},
    "meetings.settle_comment": lambda w: {"id": _comment(w), "state": "declined", "reason": "Zo was het"},
    "meetings.update_comment": lambda w: {"id": _comment(w), "sender": "Cees", "text": "Toch anders", "item": None},
    "meetings.update_phrase": lambda w: {
        "id": w.do(meetings.add_phrase, name="Dank", text="Dank u."), "name": "Tot slot", "text": "Tot ziens."
    },
    "meetings.decide_and_adopt": lambda w: {
        "item": w.do(advice.put_on_agenda, advice=w.ready(), meeting=w.meeting).item, "text": "Vastgesteld"
    },
    "meetings.finish_action": lambda w: {"id": w.action(), "on": DAY},
    "meetings.import_actions": lambda w: {"rows": [ParsedAction("Bellen", "Kees Brouwer", DAY), ParsedAction("Mail")]},
    "meetings.import_agenda": lambda w: {
        "parsed": ParsedAgenda(title="Wijkraad", items=(ParsedItem("Opening"), ParsedItem("Verkeer"))), "day": DAY
    },
    "meetings.import_decisions": lambda w: {"rows": [ParsedDecision("Wij zijn voor", DAY), ParsedDecision("Tegen")]},
    "meetings.move_item": lambda w: {"id": w.item, "direction": "down"},
    "meetings.place_item": lambda w: {"id": w.item, "after": w.last()},
    "meetings.put_on_agenda": lambda w: {"meeting": w.meeting, "subject_kind": "advice", "subject": w.advice},
    "meetings.record_vote": lambda w: w.do(meetings.add_note, item=w.item, text="Doen", proposal=True)
    or {"item": w.item, "votes_for": 1, "votes_against": 0},
    "meetings.remove_action": lambda w: {"id": w.action()},
    "meetings.remove_annex": lambda w: {"id": w.annex()},
    "meetings.remove_attendance": lambda w: {"id": w.guest()},
    "meetings.remove_decision": lambda w: {"id": w.decision},
    "meetings.remove_item": lambda w: w.annex() and {"id": w.item},
    "meetings.remove_meeting": lambda w: w.annex() and w.guest() and {"id": w.meeting},
    "meetings.set_action_state": lambda w: {"id": w.action(), "state": "dropped"},
    "meetings.set_attendance": lambda w: {"meeting": w.meeting, "person": w.chair, "state": "apologies"},
    "meetings.set_rest_present": lambda w: {"meeting": w.meeting},
    "meetings.start_meeting": lambda w: {"id": w.meeting, "at": time(20, 2)},
    "meetings.update_action": lambda w: {"id": w.action(), "text": "Opbellen", "due": DAY},
    "meetings.update_attendance": lambda w: {"id": _attendance(w), "state": "online", "arrived": time(20, 10)},
    "meetings.update_decision": lambda w: {"id": w.decision, "text": "De raad vraagt om een brug"},
    "meetings.update_item": lambda w: {"id": w.item, "title": "Oversteken", "notes": "Een nieuwe tekst"},
    "meetings.update_meeting": lambda w: {"id": w.meeting, "place": "De Schakel", "introduction": "Welkom"},
    # --- meetings: the course -----------------------------------------------------------------
    "meetings.add_speaker": lambda w: {"meeting": w.meeting, "resident": True, "name": "J. Bakker", "item": w.item},
    "meetings.begin_break": lambda w: {"meeting": w.running(), "minutes": 10, "at": time(20, 30)},
    "meetings.begin_closed_part": lambda w: w.guest() and {"meeting": w.running(), "at": time(20, 30)},
    "meetings.begin_speaking": lambda w: {"id": w.speaker()},
    "meetings.defer_item": lambda w: {"id": w.item, "to": w.do(meetings.add_meeting, title="Volgende", day=DAY)},
    "meetings.drop_item": lambda w: {"id": w.item},
    "meetings.end_break": lambda w: w.do(meetings.begin_break, meeting=w.running(), minutes=10)
    and {"meeting": w.meeting},
    "meetings.end_closed_part": lambda w: w.do(meetings.begin_closed_part, meeting=w.running())
    and {"meeting": w.meeting},
    "meetings.merge_item": lambda w: {"id": w.item, "into": w.last()},
    "meetings.move_speaker": lambda w: w.speaker() and {"id": w.speaker(), "by": -1},
    "meetings.pause_speaking": lambda w: {"id": w.speaking()},
    "meetings.read_back_action": lambda w: {"id": w.action(), "due": DAY},
    "meetings.read_back_decision": lambda w: {"id": w.decision, "outcome": "withdrawn", "reason": "Ingetrokken"},
    "meetings.remove_speaker": lambda w: {"id": w.speaker()},
    "meetings.restore_item": lambda w: w.do(meetings.drop_item, id=w.item) or {"id": w.item},
    "meetings.stop_speaking": lambda w: {"id": w.speaking()},
    "meetings.update_speaker": lambda w: {"id": w.speaker(), "role": "winkelier", "seconds": 120},
    # --- surveys -----------------------------------------------------------------------------
    "surveys.add_counted_survey": lambda w: {"title": "Plein", "text": "Mooi?", "counts": [("Ja", 9), ("Nee", 4)]},
    "surveys.add_counts": lambda w: {
        "survey": w.do(surveys.add_survey, title="Plein", counts_only=True), "text": "Mooi?",
        "counts": [("Ja", 9), ("Nee", 4)],
    },
    "surveys.add_question": lambda w: {"survey": w.paper(), "text": "Waarom?", "kind": "open"},
    "surveys.add_questionnaire": lambda w: {"title": "Lijst", "questions": surveys_read_questions()},
    "surveys.add_survey": lambda w: {"title": "Nieuw"},
    "surveys.import_entry_sheet": _sheet,
    "surveys.import_survey": lambda w: {
        "file": read_survey(b"Kleur?;Waarom?\nRood;Mooi\nBlauw;Rustig\n", "k.csv"), "file_name": "k.csv"
    },
    "surveys.remove_question": lambda w: {"question": w.questions(w.paper())[0].id},
    "surveys.remove_survey": lambda w: {"survey": w.survey()},
    "surveys.remove_weights": _weighted,
    "surveys.set_counts": lambda w: {"question": w.question, "counts": [80, 61, 97]},
    "surveys.set_method": lambda w: {"survey": w.survey(), "method": "random"},
    "surveys.set_weights": _weights,
    "surveys.update_option": lambda w: {"option": w.options[0], "label": "Niet veilig"},
    "surveys.update_question": lambda w: {"question": w.question, "text": "Hoe veilig is de oversteek?"},
    "surveys.update_survey": lambda w: {"survey": w.survey(), "title": "Alle kleuren", "invited": 40},
    # --- conversations -----------------------------------------------------------------------
    "conversations.add_conversation": lambda w: {"title": "Op straat", "text": "Het is druk.", "consent": "by_role"},
    "conversations.correct_text": lambda w: {
        "id": w.conversation, "text": advice_world.TOLD.replace("Een vader", "Een moeder")
    },
    "conversations.mark_quote": lambda w: {"conversation": w.conversation, "start": 0, "end": 9, "theme": w.theme},
    "conversations.place_quote": _lost_quote,
    "conversations.remove_conversation": lambda w: {"id": w.conversation},
    "conversations.remove_quote": lambda w: {"id": w.quote},
    "conversations.set_consent": lambda w: {"id": w.conversation, "consent": "no"},
    "conversations.set_quote_consent": lambda w: {"id": w.quote, "consent": "by_name"},
    "conversations.update_conversation": lambda w: {"id": w.conversation, "title": "Gesprek", "people": 12},
    "conversations.update_quote": lambda w: {"id": w.quote, "note": "Treffend", "theme": w.theme},
    # --- signals -----------------------------------------------------------------------------
    "signals.add_signal": lambda w: {"text": "De lantaarn is stuk.", "contact": {"phone": "030 271 82 81"}},
    "signals.cut_from_text": _with_number,
    "signals.move_to_contact": _with_number,
    "signals.remove_contact": lambda w: {"signal": _contact(w)},
    "signals.remove_contacts_due": lambda w: _contact(w, end_date=date(2026, 1, 1)) and {},
    "signals.remove_signal": lambda w: {"id": _contact(w)},
    "signals.set_contact": lambda w: {"signal": w.signal, "name": "Truus"},
    "signals.set_status": lambda w: {"id": _contact(w), "status": "done"},
    "signals.set_statuses": lambda w: {"ids": [w.signal, w.do(signals.add_signal, text="Nog een.")], "status": "done"},
    "signals.update_signal": lambda w: {"id": w.signal, "title": "Te hard", "text": "Auto's rijden te hard."},
    # --- advice ------------------------------------------------------------------------------
    "advice.add_promise": lambda w: {
        "text": "Er komt een zebrapad", "advice": w.advice, "recommendation": w.recommend("Leg aan.")[0], "due": DAY
    },
    "advice.drop_promise": lambda w: {"id": _promise(w)},
    "advice.keep_promise": lambda w: {"id": _promise(w), "on": DAY},
    "advice.remove_promise": lambda w: {"id": _promise(w)},
    "advice.reopen_promise": lambda w: _kept(w),
    "advice.update_promise": lambda w: {"id": _promise(w), "text": "Er komt een drempel", "page": "3"},
    "advice.add_advice": lambda w: {"title": "Nachtbus"},
    "advice.add_recommendation": lambda w: {"advice": w.advice, "text": "Leg een zebrapad aan."},
    "advice.adopt": lambda w: {"advice": w.ready(), "by_mail": True},
    "advice.adopt_with_changes": lambda w: {"advice": w.ready(), "changes": "Twee zebrapaden", "by_mail": True},
    "advice.attach_file": lambda w: {"advice": w.sent(), "which": "sent", "file": PDF, "file_name": "brief.pdf"},
    "advice.change_due": lambda w: {"advice": w.sent(), "day": date(2027, 3, 1), "reason": "Afgesproken"},
    "advice.confirm_changes": lambda w: w.changes_agreed(),
    "advice.correct_typo": lambda w: {"advice": w.adopted(), "reason": "Spelling", "title": "Veilig oversteken"},
    "advice.import_earlier": lambda w: {"rows": [ParsedAdvice("Nachtbus", DAY), ParsedAdvice("Groen", DAY)]},
    "advice.insert_evidence": lambda w: {
        "advice": w.advice, "kind": "decision", "source": w.decision, "section": "findings"
    },
    "advice.keep_evidence": lambda w: {"id": w.changed_source()},
    "advice.mark_signed": lambda w: {"advice": w.adopted()},
    "advice.move_recommendation": lambda w: {"id": w.recommend("een", "twee")[0], "direction": "down"},
    "advice.put_on_agenda": lambda w: {"advice": w.ready(), "meeting": w.meeting},
    "advice.register_answer": lambda w: {"advice": w.sent(), "day": DAY, "file": PDF, "file_name": "antwoord.pdf"},
    "advice.register_earlier": lambda w: {"title": "Nachtbus", "sent_on": DAY},
    "advice.register_sent": lambda w: {"advice": w.adopted(), "day": DAY},
    "advice.remove_advice": lambda w: w.insert() and {"id": w.advice},
    "advice.remove_evidence": lambda w: {"id": w.insert().id},
    "advice.remove_recommendation": lambda w: {"id": w.recommend("een", "twee")[0]},
    "advice.replace_unprintable": _unprintable,
    "advice.settle_reference": _two_with_one_number,
    "advice.sign_again": _sign_again,
    "advice.update_advice": lambda w: {"id": w.advice, "title": "Veilig naar school"},
    "advice.update_evidence": lambda w: {"id": w.changed_source()},
    "advice.update_recommendation": lambda w: {"id": w.recommend("een")[0], "text": "Leg een brug aan."},
    "advice.update_section": lambda w: {"id": w.advice, "section": "occasion", "text": "Ouders vragen erom."},
    "advice.withdraw": lambda w: {"advice": w.ready(), "reason": "Niet meer nodig"},
    # --- letters -----------------------------------------------------------------------------
    "letters.add_enclosure": lambda w: {"advice": w.adopted(), **ENCLOSURE},
    "letters.change_enclosure": lambda w: {"id": _enclosure(w), "title": "Foto", "alt": "Een weg"},
    "letters.change_signer": lambda w: {
        "letter": w.letter(), "field": "secretary", "person": w.do(council.add_person, name="Bea", role="member"),
        "pdf": PDF + b"Bea",
    },
    "letters.draw_again": lambda w: {"letter": w.letter(), "pdf": PDF + b"opnieuw"},
    "letters.keep_sources": _changed_under_letter,
    "letters.make_letter": lambda w: {
        "advice": w.adopted(), "pdf": PDF, "day": DAY, "snapshot": w.snapshot(),
        "signers": (Signer("chair", w.chair, "Ans", "voorzitter", "chair"),),
    },
    "letters.preserve_letter": _preserved,
    "letters.refuse_to_sign": lambda w: {"letter": w.letter(), "field": "chair", "reason": "Anders besloten."},
    "letters.register_key": lambda w: KEY,
    "letters.register_paper": _paper,
    "letters.register_sent": _letter_sent,
    "letters.register_signature": _signature,
    "letters.remove_enclosure": lambda w: {"id": _enclosure(w)},
    "letters.revoke_key": lambda w: {"key": w.key(), "day": DAY},
    "letters.withdraw_refusal": lambda w: {"letter": _refused(w), "field": "chair"},
    "letters.withdraw_signature": lambda w: {"letter": _signed(w), "field": "chair", "reason": "Te vroeg getekend."},
    # --- search ------------------------------------------------------------------------------
    "search.put_back": lambda w: _earlier(w),
    # --- erasure -----------------------------------------------------------------------------
    "erasure.erase_contact": lambda w: {"signal": _contact(w)},
    "erasure.erase_due": lambda w: _contact(w, end_date=date(2026, 1, 1)) and {},
    "erasure.erase_person": lambda w: {"person": w.person},
    "erasure.erase_words": lambda w: {"words": ["steekt hier niet alleen over"]},
    # --- what merging left --------------------------------------------------------------------
    "loose_ends.bring_back": lambda w: {"kind": "item", "id": merged.stray(w.workspace, w.meeting)[0]},
    "loose_ends.erase_again": lambda w: {"kind": "conversation", "id": merged.crossed(w.workspace)},
    "loose_ends.let_earlier_go": lambda w: {
        "kind": "conversation", "id": merged.late(w.workspace), "field": "text",
    },
    "loose_ends.remove_stray": lambda w: {"kind": "item", "id": merged.stray(w.workspace, w.meeting)[1]},
}  # fmt: skip


EXAMPLES.update(preparing.EXAMPLES)


def _earlier(w: World) -> dict[str, Any]:
    w.do(signals.update_signal, id=w.signal, title="Anders", text="Een andere tekst.")
    first = w.workspace.read(history.of, w.signal)[-1]
    return {"kind": "signal", "id": w.signal, "at": first.at}


def surveys_read_questions() -> Any:
    from wijkraad_app.features.surveys.rules import questionnaire

    return questionnaire.parse("Voor?\n- Ja\n- Nee\n\nWaarom?")
