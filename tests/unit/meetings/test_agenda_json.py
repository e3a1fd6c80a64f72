"""Agendas from JSON files."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.readers import ParsedAnnex, read_agenda_json
from wijkraad_app.kernel.errors import UserError

OWN = {
    "id": "x",
    "title": "Wijkraad",
    "date": "2026-12-01",
    "start": "20:00",
    "end": "22:00",
    "zone": "Europe/Amsterdam",
    "place": "De Schakel",
    "public": True,
    "items": [
        {"id": "a", "number": "1", "level": 0, "parent": None, "title": "Opening", "kind": "procedure", "public": True},
        {"number": "2", "level": 0, "title": "Verkeer", "kind": "decide",
         "time": "20:05", "minutes": 20, "public": False,
         "introducer": "Jan", "explanation": "**Let op**",
         "annexes": [{"title": "Kaart", "type": "application/pdf", "sha256": "ab"}, {"title": ""}, 5]},
        {"number": "2.a", "level": 1, "title": "Fietspad", "kind": "discuss"},
        {"number": "", "level": 0, "title": "Pauze", "kind": "break"},
    ],
}  # fmt: skip


def test_our_own_export_is_read_whole() -> None:
    agenda = read_agenda_json(json.dumps(OWN).encode())
    assert (agenda.title, agenda.date, agenda.start, agenda.end) == ("Wijkraad", date(2026, 12, 1), time(20), time(22))
    assert [(item.number, item.title, item.kind) for item in agenda.items] == [
        ("1", "Opening", "procedure"),
        ("2", "Verkeer", "decide"),
        ("2.a", "Fietspad", "discuss"),
        ("", "Pauze", "break"),
    ]
    traffic = agenda.items[1]
    assert (traffic.time, traffic.minutes, traffic.introducer, traffic.public) == (time(20, 5), 20, "Jan", False)
    assert traffic.explanation == "**Let op**\n"
    assert traffic.annexes == (ParsedAnnex("Kaart", media_type="application/pdf"),)


def test_a_real_meeting_of_notubiz_is_read(shared: Path) -> None:
    agenda = read_agenda_json((shared / "data" / "meetings" / "notubiz_meeting.json").read_bytes())
    assert (agenda.title, agenda.date, agenda.start) == ("raadscommissie Financiën", date(2018, 2, 8), time(13, 30))
    assert agenda.place == "De Raadszaal"
    assert len(agenda.items) == 27
    assert agenda.items[0].title == "Opening procedureel gedeelte"
    assert all(item.public for item in agenda.items)
    assert {item.kind for item in agenda.items[14:]} == {"inform"}
    documents = [annex for item in agenda.items for annex in item.annexes]
    assert len(documents) == 49 and all(one.title and one.file_name for one in documents)


def test_open_council_data_is_read() -> None:
    meeting = {
        "name": "Wijkraad",
        "start_date": "2026-12-01T20:00:00+01:00",
        "agenda": [{"name": "Sluiting", "position": 2}, {"name": "Opening", "position": 1}],
    }
    agenda = read_agenda_json(json.dumps(meeting).encode())
    assert [item.title for item in agenda.items] == ["Opening", "Sluiting"]
    assert agenda.start == time(20)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b'{"items": []}',
        b'{"items": [1, null, "x"]}',
        b'{"items": {"a": 1}}',
        b"\xff\xfe\x00",
        json.dumps(OWN).encode()[:200],
        b"[" * 100_000,
        b'{"items":' * 1000 + b"1" + b"}" * 1000,
        b'{"items": [' + b'{"title": "x"},' * 2_001 + b'{"title": "x"}]}',
        b" " * 10_000_001,
        b'{"agenda_items": [{"order": 1, "type_data": 5}], "plannings": "x"}',
    ],
)
def test_a_wrong_file_is_refused_with_one_sentence(data: bytes) -> None:
    with pytest.raises(UserError) as refusal:
        read_agenda_json(data)
    assert refusal.value.code == "unreadable_agenda"
    assert refusal.value.message.endswith(".")


_names = st.sampled_from(
    [
        *("items", "agenda_items", "agenda", "title", "date", "start", "plannings", "attributes", "type_data", "order"),
        *("level", "time", "minutes", "explanation", "start_date", "end_date", "confidential", "documents", "value"),
        *("id", "kind"),
    ]
)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8) | st.just("2026-12-01"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names, inner, max_size=5),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(_names, _json, max_size=6) | _json)
def test_any_json_is_an_agenda_or_refused(value: object) -> None:
    try:
        agenda = read_agenda_json(json.dumps(value).encode())
    except UserError:
        return
    assert agenda.items
