"""What leaves in an archive, and how its files are written."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.archive.rules import periods, privacy, texts
from wijkraad_app.kernel.csv_text import csv_bytes

CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\r"))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=8))
@settings(max_examples=100)
def test_any_list_reads_back_and_none_of_its_cells_is_a_formula(rows: list[list[str]]) -> None:
    data = csv_bytes(["a", "b"], rows)
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [[cell.removeprefix("'") if cell[1:2] in "=+-@\t" else cell for cell in row] for row in read[1:]] == [
        [cell.removeprefix("'") if cell[:1] == "'" and cell[1:2] in "=+-@\t" else cell for cell in row] for row in rows
    ]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in read[1:] for cell in row)


@given(st.text(), st.sampled_from(["", "2026-12-01"]))
@settings(max_examples=100)
def test_any_title_makes_a_name_that_every_disk_takes(title: str, day: str) -> None:
    name = texts.file_name(title, "3f2a9c1e-0000", day)
    assert name.startswith(day) and name.endswith("3f2a9c1e")
    assert len(name) <= 110 and not set(name) & set('/\\:*?"<>|\n\t\0')


@given(st.text(min_size=privacy.SHORTEST), st.text(), st.text())
@settings(max_examples=100)
def test_withheld_words_are_found_in_text_and_inside_json(words: str, before: str, after: str) -> None:
    quote = {"words": words}
    for value in (before + words + after, json.dumps({"x": words}, ensure_ascii=False)):
        left = privacy.without_words(value, privacy.withheld([quote]), "#")
        assert words not in left or words in "#" or words in before + after or not words.strip()


def test_short_words_are_blanked_in_their_own_place_only() -> None:
    assert privacy.withheld([{"words": "ja"}]) == ()
    row = {"words": "ja", "before": "zei", "after": "!", "note": "x", "speaker_name": "Els", "start": 1, "end": 3}
    assert set(privacy.blank_quote(row, "no").values()) == {"", 0}
    assert privacy.blank_quote(row, "by_role") == {**row, "speaker_name": ""}
    assert privacy.blank_quote(row, "by_name") == row


def test_the_first_day_that_is_filled_in_says_the_year() -> None:
    row = {"sent_on": None, "adopted_on": "2025-12-30", "request_day": "2024-01-01", "created_at": "2026-02-02T10:00"}
    assert periods.own_year("advice", row) == 2025
    assert periods.own_year("theme", row) == 2026
