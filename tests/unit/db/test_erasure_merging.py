"""An erasure on one computer reaches the others when they exchange changes; a late edit brings nothing back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from wijkraad_app.db import check, exchange
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace

from .test_erasure import NAME, all_bytes, fill, hits, take_out
from .test_journal import add, change, seen


@pytest.fixture
def other(workspace: LocalWorkspace, tmp_path: Path) -> Iterator[LocalWorkspace]:
    """The same dossier on another computer, with the name in it."""
    fill(workspace)
    workspace.dossier.checkpoint()
    opened = workspaces.open_(Path(shutil.copy(workspace.path, tmp_path / "elders.wijkraad")))
    yield opened
    opened.close()


def send(source: LocalWorkspace, target: LocalWorkspace) -> None:
    vector = target.read(exchange.version_vector)
    target.receive(source.read(exchange.changesets_since, vector))


def holds(workspace: LocalWorkspace, word: str) -> bool:
    workspace.dossier.checkpoint()
    return word.lower().encode() in all_bytes(workspace.path).lower()


def first(session: Session) -> object:
    from wijkraad_app.features.conversations.model import Conversation

    return session.query(Conversation).filter(Conversation.place == "plein").one().id


def test_an_erasure_reaches_another_computer(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    workspace.do(take_out, words=NAME)
    assert holds(other, "kwakkelstein")
    send(workspace, other)
    assert not holds(other, "kwakkelstein")
    assert other.read(seen) == workspace.read(seen)
    assert hits(other, "kwakkel") == 0
    assert other.read(check.problems) == []


def test_a_late_edit_of_an_erased_text_is_not_merged(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    row = other.read(first)
    other.do(change, id=row, text="Te laat geschreven.", neighbourhood="Oost")
    other.do(add, title="Iets anders")
    workspace.do(take_out, words=NAME)
    send(workspace, other)
    send(other, workspace)
    assert other.read(seen) == workspace.read(seen)
    assert all("Te laat" not in text for _title, text, _place in workspace.read(seen))
    assert "Iets anders" in [title for title, _text, _place in workspace.read(seen)]
    assert workspace.read(check.problems) == other.read(check.problems) == []


def test_what_was_written_elsewhere_meanwhile_goes_when_erased_once_more(
    workspace: LocalWorkspace, other: LocalWorkspace
) -> None:
    other.do(change, id=other.read(first), neighbourhood="Oost")  # its label still names the record as it was
    workspace.do(take_out, words=NAME)
    send(workspace, other)
    send(other, workspace)
    workspace.do(take_out, words=NAME)
    send(workspace, other)
    for one in (workspace, other):
        assert one.read(check.problems) == []
        assert not holds(one, "kwakkelstein")
