"""Copies of the letter for other readers, by keys and mouse."""

from __future__ import annotations

from pathlib import Path

from wijkraad_app.kernel import threads
from wijkraad_app.pdf import preview

from .conftest import Desk


def test_the_letter_is_saved_in_large_print(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "groot.pdf"
    desk.files.ready.append(file)
    desk.command("In grote letter bewaren")
    desk.qtbot.waitUntil(file.exists)
    data = file.read_bytes()
    with threads.allowed_here():
        words = " ".join(preview.page_text(data, page) for page in range(preview.page_count(data)))
    assert "in grote letter, zonder handtekeningen" in " ".join(words.split())
    assert "groot.pdf" in desk.toast()
