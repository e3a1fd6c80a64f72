"""Hide small cells of a breakdown, and enough others that no total gives them away."""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST = 5
"""Cells with fewer people are hidden (SURVEYS.md, honesty rules)."""

Cell = tuple[int, int]


def hidden_cells(
    counts: Sequence[Sequence[int]], *, smallest: int = SMALLEST, independent_rows: bool = False
) -> list[list[bool]]:
    """Which cells of ``counts`` (rows = answers, columns = groups) must not be shown.

    Row and column totals count as known. First every cell under ``smallest`` in a row and column with people in it;
    then, until nothing follows from subtraction, the smallest cell that closes a gap. A hidden cell can be
    derived exactly when it lies on no cycle of hidden cells (rows and columns as the two sides of a graph).
    ``independent_rows``: more answers are possible, so that columns don't add up.
    """
    rows = [i for i, row in enumerate(counts) if sum(row)]
    columns = [j for j in range(len(counts[0]) if counts else 0) if sum(row[j] for row in counts)]
    hidden = {(i, j) for i in rows for j in columns if counts[i][j] < smallest}
    if len(columns) > 1 and (independent_rows or len(rows) > 1):
        while (cell := _next_to_hide(counts, hidden, rows, columns, independent_rows)) is not None:
            hidden.add(cell)
    else:
        hidden = set()  # one group or one answer: the totals are the cells
    return [[(i, j) in hidden for j in range(len(row))] for i, row in enumerate(counts)]


def _next_to_hide(
    counts: Sequence[Sequence[int]], hidden: set[Cell], rows: list[int], columns: list[int], independent: bool
) -> Cell | None:
    for cell in sorted(hidden):
        if not _derivable(cell, hidden, independent):
            continue
        shown = _partners(cell, hidden, rows, columns, independent)
        if shown:
            return min(shown, key=lambda other: (counts[other[0]][other[1]], other))
    return None


def _partners(cell: Cell, hidden: set[Cell], rows: list[int], columns: list[int], independent: bool) -> list[Cell]:
    """Cells to choose from: in the row where this one is alone, else in its column, else anywhere."""
    row = [(cell[0], column) for column in columns]
    column = [(row_, cell[1]) for row_ in rows]
    lines = [row] if independent else [row, column]
    for line in lines:
        if sum(other in hidden for other in line) == 1 and len(line) > 1:
            return [other for other in line if other not in hidden]
    everywhere = row if independent else [(r, c) for r in rows for c in columns]
    return [other for other in everywhere if other not in hidden]


def _derivable(cell: Cell, hidden: set[Cell], independent: bool) -> bool:
    """Whether subtraction from the totals gives this hidden cell."""
    if independent:
        return not any(other[0] == cell[0] and other != cell for other in hidden)
    return not _joined(cell, hidden - {cell})


def _joined(cell: Cell, edges: set[Cell]) -> bool:
    """Whether the row and the column of ``cell`` are connected through the other hidden cells."""
    seen_rows, seen_columns, todo = {cell[0]}, set[int](), [cell[0]]
    while todo:
        row = todo.pop()
        for column in [c for r, c in edges if r == row and c not in seen_columns]:
            seen_columns.add(column)
            for other in [r for r, c in edges if c == column and r not in seen_rows]:
                seen_rows.add(other)
                todo.append(other)
    return cell[1] in seen_columns
