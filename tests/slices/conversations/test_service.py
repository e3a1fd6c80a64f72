"""What people do with conversations: effect, refusal and undo of each verb."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from wijkraad_app.db import history
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations import queries, service
from wijkraad_app.features.conversations.queries import ConversationView, QuoteRow
from wijkraad_app.features.council.model import Theme
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import new_id

TALK = "Fatma 👵🏽: de stoep is te smal.\nKees: het is hier ’s avonds donker, heel donker. Fatma: dat klopt."
NARROW = "de stoep is te smal"
DARK = "het is hier ’s avonds donker"


@verb(label="Add theme")
def add_theme(uow: UnitOfWork, *, name: str) -> UUID:
    return uow.add(Theme(name=name)).id


@pytest.fixture
def talk(workspace: LocalWorkspace, monday: datetime) -> UUID:
    return workspace.do(service.add_conversation, neighbourhood="Noorderhof", text=TALK, people=12)


def view(workspace: LocalWorkspace, talk: UUID) -> ConversationView:
    found = workspace.read(queries.conversation, talk)
    assert found is not None
    return found


def mark(workspace: LocalWorkspace, talk: UUID, words: str = NARROW, **more: object) -> UUID:
    start = TALK.index(words)
    return workspace.do(service.mark_quote, conversation=talk, start=start, end=start + len(words), **more)


def quote(workspace: LocalWorkspace, talk: UUID, id: UUID) -> QuoteRow:
    return next(one for one in view(workspace, talk).quotes if one.id == id)


def refused(workspace: LocalWorkspace, function: Callable[..., object], **fields: object) -> str:
    with pytest.raises(UserError) as error:
        workspace.do(function, **fields)
    return error.value.code


def test_a_new_conversation_has_a_title_a_day_and_no_consent(workspace: LocalWorkspace, talk: UUID) -> None:
    seen = view(workspace, talk)
    assert (seen.title, seen.day, seen.consent) == ("Buurtgesprek Noorderhof", date(2026, 11, 23), "no")
    assert seen.text == TALK
    workspace.undo()
    assert workspace.read(queries.conversation_rows) == ()


def test_lines_of_any_system_become_plain(workspace: LocalWorkspace) -> None:
    made = workspace.do(service.add_conversation, text="een\r\ntwee\rdrie")
    assert view(workspace, made).text == "een\ntwee\ndrie"


def test_a_field_changes_and_comes_back(workspace: LocalWorkspace, talk: UUID) -> None:
    workspace.do(service.update_conversation, id=talk, place="De Schakel", people=3)
    assert (view(workspace, talk).place, view(workspace, talk).people) == ("De Schakel", 3)
    workspace.undo()
    assert (view(workspace, talk).place, view(workspace, talk).people) == ("", 12)


def test_a_title_that_nobody_chose_follows_the_place(workspace: LocalWorkspace, talk: UUID) -> None:
    workspace.do(service.update_conversation, id=talk, neighbourhood="Havenkade", kind="ward")
    assert view(workspace, talk).title == "Wijkgesprek Havenkade"
    workspace.do(service.update_conversation, id=talk, title="Avond over verkeer")
    workspace.do(service.update_conversation, id=talk, neighbourhood="Molendijk")
    assert view(workspace, talk).title == "Avond over verkeer"


def test_wrong_values_are_refused(workspace: LocalWorkspace, talk: UUID) -> None:
    assert refused(workspace, service.add_conversation, kind="party") == "unknown_kind"
    assert refused(workspace, service.add_conversation, consent="maybe") == "unknown_consent"
    assert refused(workspace, service.update_conversation, id=talk, people=-1) == "bad_number"
    assert refused(workspace, service.update_conversation, id=talk, title="  ") == "title_missing"
    assert refused(workspace, service.update_conversation, id=talk, place="x" * 201) == "too_long"
    assert refused(workspace, service.update_conversation, id=talk, text="a\0b") == "bad_character"
    assert refused(workspace, service.update_conversation, id=new_id(), place="x") == "not_found"


def test_the_text_is_fixed_once_a_quote_is_marked(workspace: LocalWorkspace, talk: UUID) -> None:
    workspace.do(service.update_conversation, id=talk, text=TALK + " Einde.")
    workspace.do(service.update_conversation, id=talk, text=TALK)
    mark(workspace, talk)
    assert refused(workspace, service.update_conversation, id=talk, text="anders") == "text_is_coded"
    workspace.do(service.update_conversation, id=talk, text=TALK, place="De Schakel")
    workspace.undo()
    workspace.undo()
    workspace.do(service.update_conversation, id=talk, text="anders")
    assert view(workspace, talk).text == "anders"


def test_a_quote_is_marked_by_code_point_without_blanks(workspace: LocalWorkspace, talk: UUID) -> None:
    theme = workspace.do(add_theme, name="verkeer")
    start = TALK.index(NARROW)
    made = workspace.do(
        service.mark_quote,
        conversation=talk,
        start=start - 1,
        end=start + len(NARROW),
        speaker_role="bewoner",
        theme=theme,
    )
    seen = quote(workspace, talk, made)
    assert (seen.words, seen.start, seen.theme_name, seen.consent) == (NARROW, start, "verkeer", "no")
    workspace.undo()
    assert view(workspace, talk).quotes == ()


def test_a_selection_of_nothing_or_marked_twice_is_refused(workspace: LocalWorkspace, talk: UUID) -> None:
    mark(workspace, talk)
    start = TALK.index(NARROW)
    again = dict(conversation=talk, start=start, end=start + len(NARROW))
    assert refused(workspace, service.mark_quote, **again) == "already_marked"
    assert refused(workspace, service.mark_quote, conversation=talk, start=5, end=5) == "nothing_selected"
    assert refused(workspace, service.mark_quote, conversation=talk, start=9999, end=99999) == "nothing_selected"
    assert refused(workspace, service.mark_quote, conversation=talk, start=0, end=3, theme=new_id()) == "not_found"
    assert refused(workspace, service.mark_quote, conversation=talk, start=0, end=3, consent="x") == "unknown_consent"


def test_who_said_it_changes(workspace: LocalWorkspace, talk: UUID) -> None:
    made = mark(workspace, talk)
    workspace.do(service.update_quote, id=made, speaker_role="ondernemer", note="bij de koffie")
    assert quote(workspace, talk, made).speaker_role == "ondernemer"
    assert refused(workspace, service.update_quote, id=made, speaker_role="x" * 101) == "too_long"
    workspace.undo()
    assert quote(workspace, talk, made).speaker_role == ""


def test_consent_of_the_conversation_holds_unless_the_quote_differs(workspace: LocalWorkspace, talk: UUID) -> None:
    first, second = mark(workspace, talk), mark(workspace, talk, DARK)
    assert workspace.read(queries.quotable) == ()
    workspace.do(service.set_consent, id=talk, consent="by_role")
    workspace.do(service.set_quote_consent, id=second, consent="no")
    assert [one.id for one in workspace.read(queries.quotable)] == [first]
    workspace.undo()
    assert {one.id for one in workspace.read(queries.quotable)} == {first, second}
    workspace.undo()
    assert workspace.read(queries.quotable) == ()
    assert refused(workspace, service.set_consent, id=talk, consent="") == "unknown_consent"
    assert refused(workspace, service.set_quote_consent, id=first, consent="yes") == "unknown_consent"


def test_withdrawing_consent_empties_the_source_and_changes_its_fingerprint(
    workspace: LocalWorkspace, talk: UUID
) -> None:
    made = mark(workspace, talk, speaker_role="bewoner van de Havenkade", speaker_name="Fatma", consent="by_name")
    before = workspace.read(queries.quote_state, made)
    assert before is not None and before.quotable
    assert before.printed == f"“{NARROW}” (Fatma, bewoner van de Havenkade)"
    workspace.do(service.set_quote_consent, id=made, consent="no")
    after = workspace.read(queries.quote_state, made)
    assert after is not None and not after.quotable
    assert (after.words, after.attribution, after.printed) == ("", "", "")
    assert after.fingerprint != before.fingerprint
    workspace.undo()
    assert workspace.read(queries.quote_state, made) == before


def test_correcting_the_text_places_every_quote_again(workspace: LocalWorkspace, talk: UUID) -> None:
    first, second = mark(workspace, talk), mark(workspace, talk, DARK)
    result = workspace.do(service.correct_text, id=talk, text="Verslag 👋\n" + TALK.replace("te smal", "té smal"))
    assert (result.kept, result.reworded, result.lost) == ((second,), (first,), ())
    seen = view(workspace, talk)
    for one in seen.quotes:
        assert seen.text[one.start : one.end] == one.words
    workspace.undo()
    assert view(workspace, talk).text == TALK
    assert quote(workspace, talk, first).words == NARROW


def test_a_quote_that_lost_its_words_is_named_kept_and_found_again(workspace: LocalWorkspace, talk: UUID) -> None:
    made = mark(workspace, talk, consent="by_role")
    result = workspace.do(service.correct_text, id=talk, text="Er is niets gezegd.")
    assert result.lost == ((made, NARROW),)
    assert not quote(workspace, talk, made).placed
    assert workspace.read(queries.quotable) == ()
    state = workspace.read(queries.quote_state, made)
    assert state is not None and not state.quotable
    assert workspace.do(service.correct_text, id=talk, text=TALK).kept == (made,)
    assert quote(workspace, talk, made).placed


def test_a_lost_quote_is_pointed_out_again(workspace: LocalWorkspace, talk: UUID) -> None:
    made = mark(workspace, talk)
    workspace.do(service.correct_text, id=talk, text="Er is niets gezegd.")
    workspace.do(service.place_quote, id=made, start=0, end=11)
    assert quote(workspace, talk, made).words == "Er is niets"
    assert refused(workspace, service.place_quote, id=made, start=3, end=3) == "nothing_selected"
    workspace.undo()
    assert not quote(workspace, talk, made).placed


def test_removing_a_quote_frees_the_text(workspace: LocalWorkspace, talk: UUID) -> None:
    made = mark(workspace, talk)
    workspace.do(service.remove_quote, id=made)
    assert view(workspace, talk).quotes == ()
    assert workspace.read(queries.quote_state, made) is None
    assert refused(workspace, service.remove_quote, id=made) == "not_found"
    workspace.undo()
    assert view(workspace, talk).quotes != ()


def test_a_removed_conversation_takes_its_quotes_along(workspace: LocalWorkspace, talk: UUID) -> None:
    made = mark(workspace, talk, consent="by_role")
    workspace.do(service.remove_conversation, id=talk)
    assert workspace.read(queries.conversation, talk) is None
    assert workspace.read(queries.quote_rows) == () == workspace.read(queries.quotable)
    workspace.undo()
    assert workspace.read(queries.quote_state, made) is not None


def test_exports_hold_no_word_without_consent(workspace: LocalWorkspace, talk: UUID) -> None:
    mark(workspace, talk, speaker_name="Fatma", note="zei Fatma")
    mark(workspace, talk, DARK, consent="by_role", speaker_name="Kees")
    (exported,) = workspace.read(queries.exported_conversations)
    assert NARROW not in repr(exported) and DARK in exported.text
    assert "[weggelaten: geen toestemming]" in exported.text
    assert all(one.speaker_name == "" for one in exported.quotes)


def test_rows_are_newest_first_and_found_by_place(workspace: LocalWorkspace, talk: UUID) -> None:
    older = workspace.do(service.add_conversation, day=date(2026, 3, 1), place="De Schakel")
    assert [row.id for row in workspace.read(queries.conversation_rows)] == [talk, older]
    assert [row.id for row in workspace.read(queries.conversation_rows, "schakel")] == [older]
    mark(workspace, talk)
    assert workspace.read(queries.conversation_rows)[0].quotes == 1
    assert workspace.read(queries.neighbourhoods) == ("Noorderhof",)


def test_quotable_quotes_are_found_by_word(workspace: LocalWorkspace, talk: UUID) -> None:
    workspace.do(service.set_consent, id=talk, consent="by_role")
    mark(workspace, talk)
    second = mark(workspace, talk, DARK)
    assert [one.id for one in workspace.read(queries.quotable, "donker")] == [second]
    assert workspace.read(queries.quotable, "100%") == ()


def test_history_tells_of_withdrawn_consent(workspace: LocalWorkspace, talk: UUID) -> None:
    workspace.do(service.set_consent, id=talk, consent="by_role")

    def labels(session: Session) -> list[str]:
        return [entry.label for entry in history.of(session, talk)]

    assert workspace.read(labels)[0] == "Toestemming van “Buurtgesprek Noorderhof” wijzigen"
