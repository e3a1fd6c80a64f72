"""Whom to answer appears in no title, list, search, source, letter, agenda, minutes or archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries as advice_queries
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.archive import flow as archive
from wijkraad_app.features.archive.documents import Asked
from wijkraad_app.features.council import service as council
from wijkraad_app.features.letters import flow as letters
from wijkraad_app.features.meetings import queries as meeting_queries
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.meetings.documents import data as meeting_data
from wijkraad_app.features.search import queries as search
from wijkraad_app.features.signals import queries, service
from wijkraad_app.features.today import queries as today
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.pdf import preview

PRIVATE = ("Zonneveld", "zonneveld@voorbeeld.nl", "zonneveld", "06-12345678", "0612345678", "12345678", "Molendijk 12")
TEXT = "Te hard rijden. Bel mij op 06-12345678, ik woon op Molendijk 12, 1234 AB."


@pytest.fixture
def advice(workspace: LocalWorkspace, monday: datetime) -> UUID:
    """An adopted advice with its letter that cites a signal whose sender gave all there is to give."""
    workspace.do(council.set_up_council, name="Wijkraad De Singels", municipality="Rietdam")
    signal = workspace.do(service.add_signal, text=TEXT)
    workspace.do(
        service.set_contact, signal=signal, name="Zonneveld", mail="zonneveld@voorbeeld.nl", phone="0612345678"
    )
    meeting = workspace.do(meetings.add_meeting, title="Openbaar", day=date(2026, 12, 1))
    made = workspace.do(advices.add_advice, title="Langzamer rijden")
    workspace.do(advices.insert_evidence, advice=made, kind="signal", source=signal, section="findings")
    workspace.do(advices.insert_evidence, advice=made, kind="signals", section="findings")
    workspace.do(advices.add_recommendation, advice=made, text="Leg drempels aan.")
    workspace.do(advices.put_on_agenda, advice=made, meeting=meeting)
    workspace.do(advices.adopt, advice=made, by_mail=True)
    letters.make_letter(workspace, made)
    return made  # type: ignore[no-any-return]


def pages(data: bytes) -> str:
    return "\n".join(preview.page_text(data, page) for page in range(preview.page_count(data)))


def shown(session: Session, advice: UUID) -> Iterator[tuple[str, Any]]:
    ids = queries.signal_ids(session)
    (meeting,) = meeting_queries.meeting_rows(session)
    view = meeting_queries.meeting_view(session, meeting.id)
    assert view is not None
    yield "list of signals", queries.signal_rows(session, ids)
    yield "export of signals", queries.exported_signals(session)
    yield "steps", queries.steps(session, ids[0])
    yield "advice", advice_queries.opened(session, advice)
    yield "agenda", meeting_data.agenda_data(view)
    yield "minutes", meeting_data.minutes_data(view)
    yield "today", today.today_view(session)
    for word in ("Zonneveld", "0612345678", "zonneveld@voorbeeld.nl", "rijden"):
        yield f"search for {word}", search.results(session, word).groups
    yield "choices of sources", advice_queries.signal_choices(session)
    yield "titles", search.record(session, EntityRef("advice", advice))


def test_no_list_search_or_source_names_whom_to_answer(workspace: LocalWorkspace, advice: UUID) -> None:
    for place, said in workspace.read(lambda session: list(shown(session, advice))):
        found = [one for one in PRIVATE if one in repr(said)]
        assert not found, f"{place}: {found}"


def test_no_file_that_leaves_names_whom_to_answer(workspace: LocalWorkspace, advice: UUID, tmp_path: Path) -> None:
    files = {
        "letter": pages(letters.export_letter(workspace, advice, tmp_path / "brief.pdf").read_bytes()),
        "public letter": pages(
            letters.export_letter(workspace, advice, tmp_path / "openbaar.pdf", public=True).read_bytes()
        ),
        "preview": pages(letters.preview(workspace, advice)),
    }
    with zipfile.ZipFile(archive.write(workspace, tmp_path / "alles.zip", Asked()).file) as whole:
        for name in whole.namelist():
            data = whole.read(name)
            files[f"archive {name}"] = pages(data) if name.endswith(".pdf") else data.decode(errors="replace")
    assert len(files) > 8
    for name, said in files.items():
        found = [one for one in PRIVATE if one in said or one in name]
        assert not found, f"{name}: {found}"
