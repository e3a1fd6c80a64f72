"""Erasures that crossed are done once more in what each of them put back, as far as it is known where it stands."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.db import erasure, loose_ends
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.erasure import repeating
from wijkraad_app.db.erasure.record import Part
from wijkraad_app.db.erasure.wording import cut
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_
from wijkraad_app.kernel.ids import EntityRef

from .test_erasure import holds, take_out
from .test_journal import add, change, seen
from .test_merge import both_hear

SECRET, NAME = "Willemijn Kwakkelstein", "Jan Jansen"


@verb(label=N_("Erase again"), undo=erasure.NOT_UNDONE)
def erase_again(uow: UnitOfWork, *, id: UUID, erasures: Sequence[str]) -> None:
    erasure.erase_again(uow, EntityRef("conversation", id), erasures)


@verb(label=N_("Keep it as it is"), undo=erasure.NOT_UNDONE)
def forget_earlier(uow: UnitOfWork, *, id: UUID, names: Sequence[str]) -> None:
    erasure.forget_earlier(uow, EntityRef("conversation", id), names)


def crossed(one: LocalWorkspace, other: LocalWorkspace, *, title: str, text: str, later: bool = False) -> UUID:
    """A row in which both erased without knowing of each other; with ``later`` the other one's wins."""
    row = one.do(add, title=title, text=text)
    both_hear(one, other)
    steps = [(one, SECRET), (other, NAME)]
    for workspace, words in steps if later else reversed(steps):
        workspace.do(take_out, words=words)
    both_hear(one, other)
    return row


@pytest.mark.parametrize("later", [False, True])
def test_both_are_done_again_wherever_one_put_the_other_back(
    workspace: LocalWorkspace,
    other: LocalWorkspace,
    later: bool,
) -> None:
    text = f"{SECRET} en {NAME} wonen op 14. Ook {NAME} belt, en {SECRET} niet."
    row = crossed(workspace, other, title=f"Gesprek met {NAME}", text=text, later=later)
    (found,) = workspace.read(loose_ends.crossed_erasures)
    assert found.repeatable
    workspace.do(erase_again, id=row, erasures=found.erasures)
    both_hear(workspace, other)
    assert other.read(seen) == [("Gesprek met …", "… en … wonen op 14. Ook … belt, en … niet.", "")]
    assert workspace.read(loose_ends.crossed_erasures) == other.read(loose_ends.crossed_erasures) == ()
    for one in (workspace, other):
        one.dossier.checkpoint()
        assert holds(one.path, "Kwakkelstein", "Jansen") == []


def test_a_copy_of_before_is_cleaned_of_both_when_it_is_opened(
    workspace: LocalWorkspace,
    other: LocalWorkspace,
    tmp_path: Path,
) -> None:
    row = crossed(workspace, other, title="Gesprek", text=f"{SECRET} en {NAME} wonen op 14.")
    workspace.dossier.checkpoint()
    half_way = Path(shutil.copy(workspace.path, tmp_path / "halverwege.wijkraad"))
    (found,) = workspace.read(loose_ends.crossed_erasures)
    workspace.do(erase_again, id=row, erasures=found.erasures)
    reopened = workspaces.open_(half_way)
    assert reopened.read(seen) == [("Gesprek", "… en … wonen op 14.", "")]
    reopened.close()


def test_a_text_that_was_changed_since_is_left_for_a_person(
    workspace: LocalWorkspace,
    other: LocalWorkspace,
) -> None:
    row = crossed(workspace, other, title="Gesprek", text=f"{SECRET} en {NAME} wonen op 14.")
    workspace.do(change, id=row, text=f"Daar wonen nu {NAME} en … samen.")
    (found,) = workspace.read(loose_ends.crossed_erasures)
    assert not found.repeatable
    with pytest.raises(UserError) as refused:
        workspace.do(erase_again, id=row, erasures=found.erasures)
    assert refused.value.code == "changed_since"
    workspace.do(change, id=row, text="Daar wonen nu twee mensen samen.")
    names = workspace.read(lambda s: erasure.fields_of(s, ("conversation", row), found.erasures))
    workspace.do(forget_earlier, id=row, names=names)
    both_hear(workspace, other)
    assert workspace.read(loose_ends.crossed_erasures) == other.read(loose_ends.crossed_erasures) == ()
    for one in (workspace, other):
        one.dossier.checkpoint()
        assert holds(one.path, "Kwakkelstein", "Jansen") == []


def test_a_late_edit_is_settled_by_keeping_the_text_as_it_is(
    workspace: LocalWorkspace,
    other: LocalWorkspace,
) -> None:
    row = workspace.do(add, title="Gesprek", text=f"{SECRET} woont op 14.")
    both_hear(workspace, other)
    workspace.do(take_out, words=SECRET)
    other.do(change, id=row, text=f"{SECRET} woont op 14, naast de school.", place="kade")
    both_hear(workspace, other)
    workspace.do(change, id=row, text="… woont op 14, naast de school.")
    workspace.do(forget_earlier, id=row, names=["text"])
    both_hear(workspace, other)
    for one in (workspace, other):
        assert one.read(loose_ends.late_edits) == ()
        assert one.read(seen) == [("Gesprek", "… woont op 14, naast de school.", "kade")]
    other.do(change, id=row, text="… woont op 14.")
    both_hear(workspace, other)
    assert workspace.read(seen) == [("Gesprek", "… woont op 14.", "kade")]


def test_only_a_dossier_that_met_another_can_have_loose_ends(
    workspace: LocalWorkspace,
    other: LocalWorkspace,
) -> None:
    workspace.do(add, title="Plein")
    assert not workspace.read(loose_ends.any_possible)
    other.do(add, title="Kade")
    both_hear(workspace, other)
    assert workspace.read(loose_ends.any_possible)


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=4)


def _apart(found: list[tuple[int, int]], length: int) -> tuple[tuple[int, int], ...]:
    made: list[tuple[int, int]] = []
    for start, size in sorted(found):
        if start + size <= length and (not made or start >= made[-1][1]):
            made.append((start, start + size))
    return tuple(made)


@given(st.text(alphabet="abcdefghij ", min_size=10, max_size=40), spans, spans)
@settings(max_examples=100)
def test_nothing_of_either_is_left_and_all_of_the_rest_is(
    text: str, first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    """Signs of either are told apart by their case."""
    one, two = _apart(first, len(text)), _apart(second, len(text))
    gone = {place for start, end in (*one, *two) for place in range(start, end)}
    marked = "".join(sign.upper() if place in gone else sign for place, sign in enumerate(text)).replace(" ", "z")
    parts = [Part("", 1, 0, "text", "text", len(text), found) for found in (one, two)]
    left = cut(marked, one)
    found = repeating._elsewhere(left, parts, measured=True)
    assert found is not None
    cleaned = cut(left, found)
    assert cleaned.replace("…", "") == "".join(s for p, s in enumerate(marked) if p not in gone)
