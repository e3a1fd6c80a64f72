"""Whatever is marked, corrected, withdrawn and undone: quotes and text stay true to each other."""

from __future__ import annotations

from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkraad_app.db import check
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations import queries, service
from wijkraad_app.features.conversations.queries import ConversationView
from wijkraad_app.kernel.errors import UserError

WORDS = ("de stoep is te smal", "het is donker 👵🏽", "dat klopt", "één ding", "niemand komt kijken")
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(", ".join)
STEP = st.one_of(
    st.tuples(st.just("mark"), st.integers(0, 60), st.integers(1, 30)),
    st.tuples(st.just("correct"), TEXT, st.just(0)),
    st.tuples(st.just("consent"), st.sampled_from(("no", "by_role", "by_name")), st.just(0)),
    st.tuples(st.just("own"), st.sampled_from(("", "no", "by_role")), st.integers(0, 9)),
    st.tuples(st.just("remove"), st.just(0), st.integers(0, 9)),
    st.tuples(st.just("undo"), st.just(0), st.just(0)),
)


def view(workspace: LocalWorkspace, talk: UUID) -> ConversationView:
    found = workspace.read(queries.conversation, talk)
    assert found is not None
    return found


def take(workspace: LocalWorkspace, talk: UUID, step: tuple[str, object, int]) -> int:
    """Do one step; returns by how much the steps to take back grew."""
    kind, first, number = step
    before = view(workspace, talk)
    quotes = before.quotes
    if kind == "undo":
        return 0
    if kind == "mark":
        assert isinstance(first, int)
        workspace.do(service.mark_quote, conversation=talk, start=first, end=first + number)
    elif kind == "correct":
        workspace.do(service.correct_text, id=talk, text=str(first))
    elif kind == "consent":
        workspace.do(service.set_consent, id=talk, consent=str(first))
    elif quotes and kind == "own":
        workspace.do(service.set_quote_consent, id=quotes[number % len(quotes)].id, consent=str(first))
    elif quotes:
        workspace.do(service.remove_quote, id=quotes[number % len(quotes)].id)
    return int(view(workspace, talk) != before)


@given(TEXT, st.lists(STEP, max_size=8))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_walk_keeps_quotes_true_and_can_be_undone(
    workspace: LocalWorkspace, text: str, steps: list[tuple[str, object, int]]
) -> None:
    talk = workspace.do(service.add_conversation, text=text)
    seen = [view(workspace, talk)]
    for step in steps:
        try:
            changed = take(workspace, talk, step)
        except UserError:
            changed = 0
        now = view(workspace, talk)
        if step[0] == "undo" and len(seen) > 1:
            workspace.undo()
            seen.pop()
            assert view(workspace, talk) == seen[-1]
        elif changed:
            seen.append(now)
        for quote in view(workspace, talk).quotes:
            assert not quote.placed or quote.words == view(workspace, talk).text[quote.start : quote.end]
            assert bool(quote.printed) == (quote.consent != "no")
    while len(seen) > 1:
        workspace.undo()
        seen.pop()
        assert view(workspace, talk) == seen[-1]
    assert workspace.read(check.problems) == []
