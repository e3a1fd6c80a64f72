"""Moments and sizes of backups."""

from __future__ import annotations

from datetime import UTC, datetime

from wijkraad_app.features.backup.ui.words import moment, size


def test_a_moment_is_written_out_in_local_time() -> None:
    assert moment(datetime(2026, 11, 23, 12, 5, tzinfo=UTC)) == "maandag 23 november 2026, 13.05 uur"


def test_sizes_are_short() -> None:
    assert [size(n) for n in (0, 2048, 1_900_000)] == ["1 kB", "2 kB", "1,8 MB"]
