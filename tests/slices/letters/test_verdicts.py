"""What is said of a file, in words, where few files can show it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from wijkraad_app.features.letters.flow import verdicts
from wijkraad_app.features.letters.flow.checking import Checked
from wijkraad_app.pdf.verification import Signature, Verdict


def test_one_key_for_two_signers_is_told_as_that_and_not_as_somebody_missing() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    one = Signature("chair", "Ans", "voorzitter", "Wijkraad", at, False, True, "yes", "W",
                    "whole", "ab")  # fmt: skip
    verdict = Verdict(True, False, "yes", (one, one), twice=("voorzitter", "secretaris"))
    told = verdicts.judge(Checked(Path("brief.pdf"), b"", verdict, (), "", rooted=True, own=True))
    assert told.tone == "warn" and told.head == "Deze brief is meer dan eens met dezelfde sleutel ondertekend"
    assert "eigen sleutel" in told.body
