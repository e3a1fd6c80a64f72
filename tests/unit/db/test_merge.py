"""What another computer sends is believed only when signed, applied only when complete, and never twice."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.db import exchange, fulltext, loose_ends, migrations
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.canonical import canonical, sha256
from wijkraad_app.db.exchange import Bundle, SentChangeset, SentItem
from wijkraad_app.db.journal import item_digest
from wijkraad_app.db.merge import Received
from wijkraad_app.db.tables import Blob
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.meetings import service as agenda
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import EntityRef, new_id

from .test_check import keep_file
from .test_erasure import holds, take_out
from .test_journal import add, change, problems, quote, remove, seen


def all_of(workspace: LocalWorkspace) -> Bundle:
    return workspace.read(exchange.changesets_since, {})


def news_for(reader: LocalWorkspace, sender: LocalWorkspace) -> Bundle:
    return sender.read(exchange.changesets_since, reader.read(exchange.version_vector))


def both_hear(one: LocalWorkspace, other: LocalWorkspace) -> None:
    for sender, reader in ((one, other), (other, one)):
        received = reader.receive(news_for(reader, sender))
        assert (received.refused, received.set_aside) == ([], 0)
    assert one.read(seen) == other.read(seen)
    assert problems(one) == problems(other) == []


def signed_anew(sender: LocalWorkspace, changeset: SentChangeset, **header: Any) -> SentChangeset:
    """The same changeset with another header, honestly signed by the computer that made it."""
    device = sender._device
    assert device is not None
    made = canonical(json.loads(changeset.header) | header)
    return replace(changeset, header=made, signature=device.key.sign(sha256(made)))


def with_content(sender: LocalWorkspace, changeset: SentChangeset, content: bytes) -> SentChangeset:
    """The same changeset whose second item holds something else, honestly signed."""
    label, item, *rest = changeset.items
    changed = replace(item, content=content, digest=item_digest(item.kind, item.row_id, content))
    items = (label, changed, *rest)
    made = signed_anew(sender, changeset, content=sha256(*(one.digest for one in items)).hex())
    return replace(made, items=items)


# --- what comes over --------------------------------------------------------------------------
def test_what_one_did_the_other_gets_with_search_and_listeners(
    workspace: LocalWorkspace, other: LocalWorkspace
) -> None:
    heard: list[Changes] = []
    other.changes.subscribe(heard.append)
    row = workspace.do(add, title="Plein", text="Zebrapad bij de school")
    received = other.receive(all_of(workspace))
    assert received.applied == 1
    assert other.read(seen) == [("Plein", "Zebrapad bij de school", "")]
    assert [hit.id for hit in other.read(fulltext.find, "zebra")] == [row]
    assert [(one.refs, one.origin) for one in heard] == [(frozenset({EntityRef("conversation", row)}), "receive")]
    workspace.do(remove, id=row)
    other.receive(news_for(other, workspace))
    assert other.read(seen) == []
    assert other.read(fulltext.find, "zebra") == ()
    assert problems(other) == []


def test_fields_and_texts_of_two_people_come_together(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    row = workspace.do(add, title="Plein", text="Eerste. Laatste.")
    both_hear(workspace, other)
    workspace.do(change, id=row, title="Haven", text="Eerste. Hier. Laatste.")
    other.do(change, id=row, place="kade", text="Eerste. Laatste. Daar.")
    both_hear(workspace, other)
    assert workspace.read(seen) == [("Haven", "Eerste. Hier. Laatste. Daar.", "kade")]


def test_twice_the_same_changes_nothing(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    workspace.do(add, title="Plein")
    bundle = all_of(workspace)
    assert [other.receive(bundle).applied for _time in range(3)] == [1, 0, 0]
    assert workspace.receive(bundle).applied == 0


def test_what_was_received_is_not_undone_here_but_own_work_is(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    row = workspace.do(add, title="Plein")
    both_hear(workspace, other)
    with pytest.raises(UserError) as refused:
        other.undo()
    assert refused.value.code == "nothing"
    other.do(change, id=row, place="kade")
    workspace.do(change, id=row, title="Haven")
    both_hear(workspace, other)
    other.undo()
    both_hear(workspace, other)
    assert workspace.read(seen) == [("Haven", "", "")]


def test_undo_of_what_another_changed_since_is_refused(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    row = workspace.do(add, title="Plein")
    workspace.do(change, id=row, title="Haven")
    both_hear(workspace, other)
    other.do(change, id=row, title="Markt")
    both_hear(workspace, other)
    with pytest.raises(UserError) as refused:
        workspace.undo()
    assert refused.value.code == "changed_since"


def test_a_computer_whose_clock_is_behind_still_wins_when_it_writes_last(
    workspace: LocalWorkspace, other: LocalWorkspace, monday: datetime
) -> None:
    row = workspace.do(add, title="Plein")
    both_hear(workspace, other)
    with clock.fixed(monday - timedelta(hours=5)):
        other.do(change, id=row, title="Haven")
    both_hear(workspace, other)
    assert workspace.read(seen)[0][0] == "Haven"


def test_files_come_along_with_what_names_them(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    meeting = workspace.do(agenda.add_meeting, title="Raad")
    item = workspace.do(agenda.add_item, meeting=meeting, title="Groen")
    workspace.do(agenda.add_annex, item=item, file_name="plan.txt", data=b"bomen", media_type="text/plain")
    workspace.do(keep_file, data=b"nergens genoemd")
    other.receive(all_of(workspace))
    assert other.read(lambda session: session.query(Blob).count()) == 1
    assert problems(other) == []


def test_the_newer_files_alone_are_sent(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    workspace.do(add, title="Plein")
    both_hear(workspace, other)
    workspace.do(add, title="Haven")
    assert [one.seq for one in news_for(other, workspace).changesets] == [2]


def test_changes_of_another_dossier_are_refused(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    other.do(add, title="Elders")
    with pytest.raises(UserError) as refused:
        workspace.receive(replace(all_of(other), dossier=new_id()))
    assert refused.value.code == "other_dossier"
    assert workspace.read(seen) == []


# --- what is set aside ------------------------------------------------------------------------
def reasons(workspace: LocalWorkspace) -> list[str]:
    return [one.reason for one in workspace.read(loose_ends.waiting)]


def test_what_builds_on_something_missing_waits_for_it(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    row = workspace.do(add, title="Plein")
    workspace.do(change, id=row, title="Haven")
    bundle = all_of(workspace)
    first, second = bundle.changesets
    assert other.receive(replace(bundle, changesets=(second,))).set_aside == 1
    assert reasons(other) == ["waiting"]
    assert other.read(seen) == []
    assert other.receive(replace(bundle, changesets=(first,))).applied == 2
    assert reasons(other) == []
    assert other.read(seen) == [("Haven", "", "")]
    assert problems(other) == []


def test_what_a_third_had_seen_is_waited_for_too(
    workspace: LocalWorkspace, other: LocalWorkspace, tmp_path: Path
) -> None:
    third = workspaces.open_(Path(shutil.copy(workspace.path, tmp_path / "derde.wijkraad")))
    workspace.do(add, title="Plein")
    other.receive(all_of(workspace))
    other.do(add, title="Haven")
    bundle = all_of(other)
    own = tuple(one for one in bundle.changesets if other._device and one.device == other._device.id)
    third.receive(replace(bundle, changesets=own))
    assert reasons(third) == ["waiting"]
    third.receive(bundle)
    assert third.read(seen) == other.read(seen)
    third.close()


def test_what_a_newer_version_made_is_kept_unchanged_and_applied_after_the_update(
    workspace: LocalWorkspace, other: LocalWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace._journal._schema = "9999"
    workspace.do(add, title="Plein")
    bundle = all_of(workspace)
    other.receive(bundle)
    assert reasons(other) == ["newer"]
    assert other.read(seen) == []
    assert all_of(other).changesets == bundle.changesets  # it travels on, as it came
    other.close()
    monkeypatch.setattr(migrations, "KNOWN", (*migrations.KNOWN, "9999"))
    again = workspaces.open_(other.path)
    assert again.read(seen) == [("Plein", "", "")]
    assert reasons(again) == []
    again.close()


def test_what_comes_from_a_clock_more_than_a_day_ahead_waits_until_then(
    workspace: LocalWorkspace, other: LocalWorkspace, monday: datetime
) -> None:
    with clock.fixed(monday + timedelta(days=3)):
        workspace.do(add, title="Plein")
    other.receive(all_of(workspace))
    assert reasons(other) == ["ahead"]
    other.do(add, title="Haven")
    with clock.fixed(monday + timedelta(days=2, hours=1)):
        assert other.receive(replace(all_of(other), changesets=())).applied == 1
    assert [title for title, _text, _place in other.read(seen)] == ["Haven", "Plein"]


def test_an_hour_ahead_is_taken_in_at_once(workspace: LocalWorkspace, other: LocalWorkspace, monday: datetime) -> None:
    with clock.fixed(monday + timedelta(hours=23)):
        workspace.do(add, title="Plein")
    assert other.receive(all_of(workspace)).applied == 1


# --- what isn't believed ----------------------------------------------------------------------
def refused(reader: LocalWorkspace, bundle: Bundle) -> str:
    """The one sentence; nothing came in."""
    received: Received = reader.receive(bundle)
    assert (received.applied, received.set_aside) == (0, 0)
    assert reader.read(seen) == []
    (sentence,) = received.refused
    return sentence


@pytest.fixture
def sent(workspace: LocalWorkspace) -> Bundle:
    workspace.do(add, title="Plein", text="hallo")
    return all_of(workspace)


def test_a_forged_header_is_refused_by_name(workspace: LocalWorkspace, other: LocalWorkspace, sent: Bundle) -> None:
    (one,) = sent.changesets
    forged = replace(one, header=one.header.replace(b"test_journal.add", b"test_journal.bad"))
    name = workspace._device.name if workspace._device else ""
    sentence = refused(other, replace(sent, changesets=(forged,)))
    assert sentence == f"Wijziging 1 van de computer “{name}” is niet te vertrouwen: zij is beschadigd of vervalst."


def test_one_signed_by_another_key_is_refused(other: LocalWorkspace, sent: Bundle) -> None:
    (one,) = sent.changesets
    forged = replace(one, signature=Ed25519PrivateKey.generate().sign(one.digest))
    assert "vervalst" in refused(other, replace(sent, changesets=(forged,)))


def test_a_computer_that_comes_with_another_key_is_refused(
    workspace: LocalWorkspace, other: LocalWorkspace, sent: Bundle
) -> None:
    other.receive(replace(sent, changesets=()))
    (device,) = sent.devices
    key = Ed25519PrivateKey.generate()
    exchanged = replace(device, public_key=key.public_key().public_bytes_raw())
    (one,) = sent.changesets
    forged = replace(one, signature=key.sign(one.digest))
    received = other.receive(replace(sent, devices=(exchanged,), changesets=(forged,)))
    assert [sentence.split(" ")[0] for sentence in received.refused] == ["De", "Wijziging"]
    assert other.read(seen) == []


def test_an_unknown_computer_is_refused(other: LocalWorkspace, sent: Bundle) -> None:
    assert "vervalst" in refused(other, replace(sent, devices=()))
    (device,) = sent.devices
    nameless = replace(sent, devices=(replace(device, signature=b"\0" * 64),), changesets=())
    assert "sleutel" in refused(other, nameless)


def test_exchanged_or_missing_items_are_refused(other: LocalWorkspace, sent: Bundle) -> None:
    (one,) = sent.changesets
    label, item = one.items
    foreign = SentItem("quote", item.row_id, item.content, item.digest)
    for items in (
        (label,),
        (item, label),
        (label, item, item),
        (label, replace(item, content=b"{}")),
        (label, foreign),
    ):
        assert "vervalst" in refused(other, replace(sent, changesets=(replace(one, items=items),)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"fields":[]}',
        b'{"fields":{"title":7,"people":"veel"}}',
        b'{"fields":{"people":true}}',
        b'{"fields":{"people":99999999999999999999}}',
        b'{"fields":{"title":null}}',
        b'{"fields":{"deleted":0}}',
        b'{"fields":{"created_at":"2026-11-23T12:00:00"}}',
        b'{"fields":{"day":"gisteren"}}',
        b'{"fields":{"day":7}}',
        b'{"fields":{"recorder":"niemand"}}',
        b'{"fields":{"title":"nul \\u0000"}}',
        b'{"fields":{"title":"' + b"x" * 201 + b'"}}',
        b'{"fields":{},"texts":{"text":{"epoch":0,"update":"AAAA"}}}',
        b'{"fields":{},"texts":{"text":{"epoch":"0","update":""}}}',
        b'{"fields":{},"texts":[]}',
        b'{"fields":{},"texts":{"text":{}}}',
    ],
)
def test_content_that_no_row_can_hold_is_refused_even_when_signed(
    workspace: LocalWorkspace, other: LocalWorkspace, sent: Bundle, content: bytes
) -> None:
    (one,) = sent.changesets
    assert "vervalst" in refused(other, replace(sent, changesets=(with_content(workspace, one, content),)))


@pytest.mark.parametrize(
    "header",
    [
        {"seq": "1"},
        {"seen": {"nobody": 1}},
        {"clock": None},
        {"actor": "niemand"},
        {"undoes": ["een"]},
        {"device": "00"},
        {"items": 3},
        {"previous": "00"},
    ],
)
def test_a_header_without_sense_is_refused_even_when_signed(
    workspace: LocalWorkspace, other: LocalWorkspace, sent: Bundle, header: dict[str, Any]
) -> None:
    (one,) = sent.changesets
    assert "vervalst" in refused(other, replace(sent, changesets=(signed_anew(workspace, one, **header),)))


def test_what_is_too_large_is_refused(other: LocalWorkspace, sent: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, size in (("MAX_HEADER", 100), ("MAX_ITEMS", 1), ("MAX_CONTENT", 100)):
        with monkeypatch.context() as patch:
            patch.setattr(exchange, limit, size)
            assert "vervalst" in refused(other, sent)
    assert other.receive(sent).applied == 1


def test_two_histories_under_one_name_are_refused(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    """As when a computer's key was copied: the one that was heard first stays."""
    workspace.do(add, title="Plein")
    sent = all_of(workspace)
    other.receive(sent)
    (one,) = sent.changesets
    second = signed_anew(workspace, one, verb="test_journal.remove")
    received = other.receive(replace(sent, changesets=(second,)))
    assert len(received.refused) == 1
    assert other.read(seen) == [("Plein", "", "")]
    assert problems(other) == []


def test_a_damaged_file_is_refused_and_the_rest_comes_in(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    meeting = workspace.do(agenda.add_meeting, title="Raad")
    item = workspace.do(agenda.add_item, meeting=meeting, title="Groen")
    workspace.do(agenda.add_annex, item=item, file_name="plan.txt", data=b"bomen", media_type="text/plain")
    bundle = all_of(workspace)
    damaged = tuple(replace(blob, data=b"bosje") for blob in bundle.blobs)
    received = other.receive(replace(bundle, blobs=damaged))
    assert received.refused == ["Een meegestuurd bestand is beschadigd. Vraag er opnieuw om."]
    assert received.applied == 3


def test_a_copy_for_reading_takes_nothing_in(workspace: LocalWorkspace, sent: Bundle) -> None:
    reader = workspaces.open_(workspace.path, write=False)
    with pytest.raises(UserError) as said:
        reader.receive(sent)
    assert said.value.code == "read_only"
    reader.close()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.lists(st.tuples(st.text(max_size=5), st.binary(max_size=20)), max_size=3))
def test_what_is_set_aside_comes_back_as_it_was(header: bytes, found: list[tuple[str, bytes]]) -> None:
    items = tuple(SentItem(kind, new_id(), content or None, sha256(content)) for kind, content in found)
    sent = SentChangeset(new_id(), 7, header, b"s" * 64, items)
    assert exchange.unpacked(exchange.packed(sent)) == sent


# --- what is left for a person ----------------------------------------------------------------
def test_a_child_of_a_removed_parent_is_found_without_its_place(
    workspace: LocalWorkspace, other: LocalWorkspace
) -> None:
    row = workspace.do(add, title="Plein")
    both_hear(workspace, other)
    workspace.do(remove, id=row)
    made = other.do(quote, conversation=row)
    both_hear(workspace, other)
    (found,) = workspace.read(loose_ends.without_place)
    assert found.ref == EntityRef("quote", made)
    assert (found.title, found.parent, found.parent_title) == ("Hier", EntityRef("conversation", row), "Plein")
    assert other.read(loose_ends.without_place) == (found,)
    workspace.undo()
    assert workspace.read(loose_ends.without_place) == ()


def test_so_is_an_item_below_a_removed_one(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    meeting = workspace.do(agenda.add_meeting, title="Raad")
    above = workspace.do(agenda.add_item, meeting=meeting, title="Groen")
    both_hear(workspace, other)
    workspace.do(agenda.remove_item, id=above)
    below = other.do(agenda.add_item, meeting=meeting, title="Bomen", parent=above)
    both_hear(workspace, other)
    assert [one.ref.id for one in workspace.read(loose_ends.without_place)] == [below]


def test_records_in_their_place_are_not_among_them(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="Plein")
    workspace.do(quote, conversation=row)
    assert workspace.read(loose_ends.without_place) == ()


# --- erasures ---------------------------------------------------------------------------------
SECRET = "Willemijn Kwakkelstein"


def test_an_erasure_travels_and_takes_the_words_out_of_the_other_copy(
    workspace: LocalWorkspace, other: LocalWorkspace
) -> None:
    row = workspace.do(add, title=f"Gesprek met {SECRET}", text=f"{SECRET} woont op 14.")
    workspace.do(change, id=row, text=f"Mevrouw {SECRET} woont op 14.", place="plein")
    both_hear(workspace, other)
    assert holds(other.path, "Kwakkelstein")
    workspace.do(take_out, words=SECRET)
    both_hear(workspace, other)
    other.dossier.checkpoint()
    assert holds(other.path, "Kwakkelstein", "Willemijn") == []
    assert other.read(seen) == [("Gesprek met …", "Mevrouw … woont op 14.", "plein")]


def test_a_late_edit_of_an_erased_text_is_set_aside_for_the_secretary(
    workspace: LocalWorkspace, other: LocalWorkspace
) -> None:
    row = workspace.do(add, title="Gesprek", text=f"{SECRET} woont op 14.")
    both_hear(workspace, other)
    workspace.do(take_out, words=SECRET)
    other.do(change, id=row, text=f"{SECRET} woont op 14, naast de school.", place="kade")
    both_hear(workspace, other)
    assert workspace.read(seen) == [("Gesprek", "… woont op 14.", "kade")]
    for one in (workspace, other):
        (late,) = one.read(loose_ends.late_edits)
        assert (late.ref, late.field) == (EntityRef("conversation", row), "text")
        assert late.device == (other._device.name if other._device else "")
    both_hear(workspace, other)
    workspace.do(change, id=row, text="… woont op 14, naast de school.")
    both_hear(workspace, other)
    assert other.read(seen) == [("Gesprek", "… woont op 14, naast de school.", "kade")]


def test_two_erasures_at_once_end_alike_and_are_shown_until_one_more_is_done(
    workspace: LocalWorkspace, other: LocalWorkspace
) -> None:
    row = workspace.do(add, title="Gesprek", text=f"{SECRET} en Jan Jansen wonen op 14.")
    both_hear(workspace, other)
    workspace.do(take_out, words=SECRET)
    other.do(take_out, words="Jan Jansen")
    both_hear(workspace, other)
    ((_title, text, _place),) = workspace.read(seen)
    assert text in ("… en Jan Jansen wonen op 14.", f"{SECRET} en … wonen op 14.")
    for one in (workspace, other):
        assert [found.ref for found in one.read(loose_ends.crossed_erasures)] == [EntityRef("conversation", row)]
    workspace.do(take_out, words=SECRET if SECRET in text else "Jan Jansen")
    both_hear(workspace, other)
    assert other.read(seen) == [("Gesprek", "… en … wonen op 14.", "")]
    assert workspace.read(loose_ends.crossed_erasures) == other.read(loose_ends.crossed_erasures) == ()
    for one in (workspace, other):
        one.dossier.checkpoint()
        assert holds(one.path, "Kwakkelstein", "Jansen") == []


def test_a_new_copy_gets_the_erased_dossier_whole(
    workspace: LocalWorkspace, other: LocalWorkspace, tmp_path: Path
) -> None:
    row = workspace.do(add, title=f"Gesprek met {SECRET}", text="Begin.")
    workspace.do(change, id=row, place="plein")
    workspace.do(take_out, words=SECRET)
    received = other.receive(all_of(workspace))
    assert received.refused == []
    assert other.read(seen) == workspace.read(seen)
    assert problems(other) == []
