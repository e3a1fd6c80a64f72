"""Decisions in minutes: how they were taken, who said what, what is in doubt; as values for JSON and as lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf import blocks
from wijkraad_app.pdf.blocks import Block

from ..queries import DecisionRow
from ..rules import words
from ..rules.remarks import remarks

_NAMED = ("for", "against", "abstained", "blank", "aside")


def decision_data(row: DecisionRow, tie_rule: str) -> dict[str, Any]:
    """One decision of the minutes. ``roll`` has who said what at a roll call, and who stepped aside; ``quorum`` is
    null where nobody knows who was there. ``tie_rule`` is what the council does with a tie."""
    there = {"present": row.present, "needed": row.needed, "members": row.members}
    counts = {"for": row.votes_for, "against": row.votes_against, "abstained": row.abstained, "blank": row.blank or 0}
    named = [{"name": one.name, "choice": one.choice} for one in row.voters if one.choice in _NAMED]
    return {
        "id": str(row.id),
        "number": row.number,
        "item": str(row.item) if row.item else None,
        "sort": row.sort,
        "amends": str(row.amends) if row.amends else None,
        "text": row.text,
        "method": row.method,
        "majority": row.majority,
        "votes": counts if row.counted else None,
        "roll": named,
        "quorum": there if row.present is not None else None,
        "outcome": row.outcome,
        "outcome_reason": row.outcome_reason,
        "tie_rule": tie_rule,
    }


@dataclass(frozen=True, slots=True)
class _Decided:
    """A decision of the minutes as `remarks` asks for it; minutes adopted earlier know less of it."""

    data: Mapping[str, Any]

    def _quorum(self, name: str) -> int | None:
        found: int | None = (self.data.get("quorum") or {}).get(name)
        return found

    @property
    def present(self) -> int | None:
        return self._quorum("present")

    @property
    def needed(self) -> int | None:
        return self._quorum("needed")

    @property
    def members(self) -> int | None:
        return self._quorum("members")

    @property
    def outcome_reason(self) -> str:
        return str(self.data.get("outcome_reason", ""))

    def said(self, choice: str) -> tuple[str, ...]:
        return tuple(one["name"] for one in self.data.get("roll", ()) if one["choice"] == choice)


def decision_blocks(row: Mapping[str, Any], numbers: Mapping[str, str]) -> list[Block]:
    """What was decided; below it the vote and what has to be said of it. ``numbers`` name decisions by id."""
    label = rich.Span(words.short_name(row["number"], row.get("sort", "decision")) + ": ", bold=True)
    about = numbers.get(row.get("amends") or "", "")
    lines = [_("Amends {decision}.").format(decision=about)] if about else []
    lines += [vote_line(row)] if vote_line(row) else []
    lines += [one.text for one in remarks(_Decided(row))]
    said = blocks.Paragraph((label, rich.Span(row["text"])), keep_with_next=bool(lines))
    return [said, *(blocks.Paragraph(line, tone="quiet", close=True) for line in lines)]


def names_of(rows: list[Mapping[str, Any]]) -> dict[str, str]:
    """ "besluit 3" by the id of the decision."""
    return {row["id"]: words.short_name(row["number"], row.get("sort", "decision")).lower() for row in rows}


def vote_line(row: Mapping[str, Any]) -> str:
    """ "Bij handopsteken: 6 voor, 1 tegen. Aangenomen."; nothing for what everyone agreed on."""
    outcome = words.outcome_text(row["outcome"], row.get("tie_rule", "rejected"))
    votes, method = row["votes"], _(words.METHODS[row["method"]])
    method = f"{method[0].upper()}{method[1:]}"
    if votes is None:
        how = f"{method}. " if row["method"] in ("consent", "mail") else ""
        return how + outcome if how or row["outcome"] != "adopted" else ""
    counts = (votes["for"], votes["against"] or 0, votes["abstained"] or 0, votes.get("blank") or 0)
    majority = "" if row["majority"] == "simple" else f" ({_(words.MAJORITIES[row['majority']])})"
    return f"{method}{majority}: {words.votes_text(*counts)}. {outcome}"
