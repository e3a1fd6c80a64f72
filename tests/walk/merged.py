"""What merging leaves, for the examples of the verbs that put it right."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wijkraad_app.db import exchange
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.erasure import service as erasure
from wijkraad_app.features.meetings import service as meetings

ONE, TWO = "Willemijn Kwakkelstein", "Jan Jansen"
Work = Callable[[LocalWorkspace], Any]


def met(workspace: LocalWorkspace, here: Work, there: Work) -> Any:
    """Two copies work without knowing of each other, then the work of both comes together here; what ``there`` gave."""
    workspace.dossier.checkpoint()
    other = workspaces.open_(Path(shutil.copy(workspace.path, workspace.path.with_name("elders.wijkraad"))))
    try:
        here(workspace)
        made = there(other)
        workspace.receive(other.read(exchange.changesets_since, workspace.read(exchange.version_vector)))
    finally:
        other.close()
    return made


def stray(workspace: LocalWorkspace, meeting: Any) -> tuple[Any, Any]:
    """An item whose place was removed: that place, and the item."""
    above = workspace.do(meetings.add_item, meeting=meeting, title="Straatwerk")
    below = met(
        workspace,
        lambda one: one.do(meetings.remove_item, id=above),
        lambda one: one.do(meetings.add_item, meeting=meeting, title="Stoepen", parent=above),
    )
    return above, below


def crossed(workspace: LocalWorkspace) -> Any:
    """A conversation in which both erased."""
    talk = workspace.do(conversations.add_conversation, title="Plein", text=f"{ONE} en {TWO} wonen op 14.")
    met(
        workspace,
        lambda one: one.do(erasure.erase_words, words=[ONE]),
        lambda one: one.do(erasure.erase_words, words=[TWO]),
    )
    return talk


def late(workspace: LocalWorkspace) -> Any:
    """A conversation in which one erased and the other typed."""
    talk = workspace.do(conversations.add_conversation, title="Plein", text=f"{ONE} woont op 14.")
    met(
        workspace,
        lambda one: one.do(erasure.erase_words, words=[ONE]),
        lambda one: one.do(conversations.correct_text, id=talk, text=f"{ONE} woont op 14, naast de school."),
    )
    return talk
