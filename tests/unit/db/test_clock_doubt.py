"""A clock that is behind what is in the dossier, or years ahead, is doubted; small differences aren't."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wijkraad_app.db import clock_doubt
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.kernel import clock

from .test_journal import add

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("off", "wrong"),
    [
        (timedelta(0), False),
        (timedelta(hours=-23), False),
        (timedelta(hours=-25), True),
        (timedelta(days=-2000), True),
        (timedelta(days=700), False),
        (timedelta(days=3 * 365 + 1), True),
    ],
)
def test_how_far_a_clock_may_be_off(off: timedelta, wrong: bool) -> None:
    assert clock_doubt.in_doubt(NOW + off, NOW) is wrong


def test_the_newest_change_counts_and_before_any_the_day_it_was_made(tmp_path: Path) -> None:
    with clock.fixed(NOW):
        opened = workspaces.create(tmp_path / "a.wijkraad", None)
        assert opened.read(clock_doubt.doubt) is None
    with clock.fixed(NOW - timedelta(days=2)):
        assert opened.read(clock_doubt.doubt) == (NOW - timedelta(days=2), NOW)
    with clock.fixed(NOW + timedelta(days=10)):
        opened.do(add, title="A")
    with clock.fixed(NOW):
        found = opened.read(clock_doubt.doubt)
        assert found is not None and found[1].date() == (NOW + timedelta(days=10)).date()
    opened.close()
