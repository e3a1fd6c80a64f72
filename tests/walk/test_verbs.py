"""Every public verb of every service: done and undone the rows are the same, done again too, also after a restart.

"Rows" are what the queries return: every live record whole, the index, and the views of the pages.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from inspect import isfunction, signature
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from wijkraad_app import bootstrap
from wijkraad_app.db import check, fulltext
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.base import journaled_models
from wijkraad_app.db.verbs import Refused, Verb, verb_of
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries as advice
from wijkraad_app.features.conversations import queries as conversations
from wijkraad_app.features.council import queries as council
from wijkraad_app.features.letters import queries as letters
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.features.search import queries as search
from wijkraad_app.features.signals import queries as signals
from wijkraad_app.features.surveys import queries as surveys
from wijkraad_app.features.today import queries as today
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef

from .examples import EXAMPLES, World, build, reopened

bootstrap.load_slices()
MOMENT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
VIEWS: dict[str, Callable[..., Any]] = {
    "advice": advice.advice,
    "conversation": conversations.conversation,
    "letter": letters.letter,
    "meeting": meetings.meeting_view,
    "person": council.person_card,
    "question": surveys.question_table,
    "signal": signals.signal,
    "survey": surveys.survey,
}
"""What a page reads of one record, by kind."""
ASKED = ("bellen", "veilig", "zebrapad", "kees", "groen", "niets")


def verbs() -> Iterator[Callable[..., Any]]:
    """All public functions that take a unit of work, of all modules of all services."""
    for name, module in sorted(sys.modules.items()):
        parts = name.split(".")
        if parts[:2] != ["wijkraad_app", "features"] or len(parts) < 4 or parts[3] != "service":
            continue
        for function in vars(module).values():
            own = isfunction(function) and function.__module__ == name and not function.__name__.startswith("_")
            if own and "uow" in signature(function).parameters and hasattr(function, "__verb__"):
                yield function


ALL = {verb_of(function).id: function for function in verbs()}


@pytest.fixture(scope="module")
def world_file(tmp_path_factory: pytest.TempPathFactory, empty_dossier: Path) -> tuple[Path, World]:
    """The dossier every example begins with, made once."""
    path = Path(shutil.copy(empty_dossier, tmp_path_factory.mktemp("walk") / "wereld.wijkraad"))
    with clock.fixed(MOMENT):
        workspace = workspaces.open_(path)
        made = build(workspace)
        workspace.close()
    return path, made


@pytest.fixture
def world(world_file: tuple[Path, World], tmp_path: Path, monday: datetime) -> Iterator[World]:
    path, made = world_file
    workspace = workspaces.open_(Path(shutil.copy(path, tmp_path / "wereld.wijkraad")))
    yield reopened(made, workspace)
    workspace.close()


def rows(session: Session) -> dict[str, Any]:
    """Everything people can see, by what it is."""
    seen: dict[str, Any] = {}
    for kind, model in journaled_models().items():
        for row in session.query(model).filter(model.deleted.is_(False)):
            seen[f"{kind} {row.id}"] = search.record(session, EntityRef(kind, row.id))
            if kind in VIEWS:
                seen[f"view of {kind} {row.id}"] = _seen(VIEWS[kind], session, row.id)
    seen |= {f"found by {word}": sorted(map(repr, fulltext.find(session, word))) for word in ASKED}
    seen["today"] = repr(today.today_view(session))
    return seen


def _seen(query: Callable[..., Any], *arguments: Any) -> str:
    try:
        return repr(query(*arguments))
    except UserError as error:
        return error.code or error.message


def difference(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    return [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]


def again(world: World) -> World:
    """After a restart."""
    world.workspace.close()
    return reopened(world, workspaces.open_(world.workspace.path, actor=world.workspace.actor))


def test_every_verb_has_an_example_and_every_example_a_verb() -> None:
    assert sorted(EXAMPLES.keys() ^ ALL.keys()) == []


@pytest.mark.parametrize("name", sorted(ALL))
def test_done_undone_and_done_again_the_rows_are_the_same(name: str, world: World) -> None:
    declared, given = verb_of(ALL[name]), EXAMPLES[name](world)
    workspace = world.workspace
    before = workspace.read(rows)
    workspace.do(ALL[name], **given)
    after = workspace.read(rows)
    assert difference(before, after), "the example changes nothing"
    if isinstance(declared.undo, Refused):
        refuses(workspace, declared)
        assert difference(after, workspace.read(rows)) == []
    else:
        workspace.undo()
        assert difference(before, workspace.read(rows)) == []
        workspace.redo()
        assert difference(after, workspace.read(rows)) == []
        world = again(world)
        workspace = world.workspace
        workspace.undo()
        assert difference(before, workspace.read(rows)) == []
    assert workspace.read(check.problems) == []
    workspace.close()


def refuses(workspace: LocalWorkspace, declared: Verb) -> None:
    with pytest.raises(UserError) as refused:
        workspace.undo()
    assert isinstance(declared.undo, Refused)
    assert refused.value.message == _(declared.undo.reason)
    assert refused.value.message != declared.undo.reason, "the reason isn't in Dutch"
