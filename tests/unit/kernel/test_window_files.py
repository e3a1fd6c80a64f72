"""What must never happen on the window's thread raises there, in every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wijkraad_app.kernel import pasting, threads
from wijkraad_app.pdf import files, preview


@pytest.fixture
def window_thread() -> Iterator[None]:
    threads.forbid_here()
    yield
    threads.allow_here()


@pytest.mark.usefixtures("window_thread")
def test_files_and_pages_are_refused_on_the_thread_of_a_window(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="window's thread"):
        files.read_file(tmp_path / "brief.pdf")
    with pytest.raises(RuntimeError, match="window's thread"):
        files.write_whole(tmp_path / "brief.pdf", b"")
    with pytest.raises(RuntimeError, match="window's thread"):
        pasting.read_text_file(tmp_path / "lijst.txt")
    with pytest.raises(RuntimeError, match="window's thread"):
        preview.page_image(b"", 0, 100)


@pytest.mark.usefixtures("window_thread")
def test_any_other_way_of_opening_a_file_of_people_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasting.threads, "check", lambda _what: None)
    source = tmp_path / "lijst.txt"
    source.write_text("Ans", encoding="utf-8")  # the test's own files are its own
    with pytest.raises(RuntimeError, match=r"lijst\.txt"):
        pasting.read_text_file(source)
