"""The answers to one question as arrays: what figures are counted from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .kinds import Missing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ChosenValue = int | Sequence[int]


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose; ``missing`` says that choosing it is no answer ("Weet ik niet")."""

    label: str
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """Options shown as one: "(Heel) onveilig"."""

    label: str
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """``chosen`` is (replies × options); ``missing`` is 0 for an answer, else a `Missing` code, per reply."""

    options: tuple[Option, ...]
    chosen: NDArray[np.bool_]
    missing: NDArray[np.int8]
    multiple: bool = False

    def __len__(self) -> int:
        return len(self.missing)

    @property
    def answered(self) -> NDArray[np.bool_]:
        answered: NDArray[np.bool_] = self.missing == 0
        return answered

    def restricted(self, keep: NDArray[np.bool_]) -> Answers:
        """Only the replies where ``keep`` is true."""
        return Answers(self.options, self.chosen[keep], self.missing[keep], self.multiple)

    def merged(self, groups: Sequence[Merged]) -> Answers:
        """Options of a group counted once per reply; the other options stay, in their order."""
        import numpy as np

        members = {index: group for group in groups for index in group.options}
        labels: list[Option] = []
        columns: list[NDArray[np.bool_]] = []
        done: set[str] = set()
        for index, option in enumerate(self.options):
            group = members.get(index)
            if group is None:
                labels.append(option)
                columns.append(self.chosen[:, index])
            elif group.label not in done:
                done.add(group.label)
                labels.append(Option(group.label))
                columns.append(np.asarray(self.chosen[:, list(group.options)].any(axis=1), dtype=bool))
        chosen = np.column_stack(columns) if columns else self.chosen
        return Answers(tuple(labels), chosen, self.missing, self.multiple)


def coded(values: Sequence[int] | NDArray[np.int16], options: Sequence[Option]) -> Answers:
    """Answers to a question with one answer: each value an option's index or a `Missing` code."""
    import numpy as np

    codes = np.asarray(values, dtype=np.int64)
    chosen = np.zeros((len(codes), len(options)), dtype=bool)
    missing = np.where(codes < 0, codes, 0).astype(np.int8)
    rows = np.flatnonzero(codes >= 0)
    chosen[rows, codes[rows]] = True
    return _without_missing_options(tuple(options), chosen, missing, multiple=False)


def ticked(values: Sequence[ChosenValue], options: Sequence[Option]) -> Answers:
    """Answers to a question with more answers: each value a list of indexes or one `Missing` code."""
    import numpy as np

    chosen = np.zeros((len(values), len(options)), dtype=bool)
    missing = np.zeros(len(values), dtype=np.int8)
    for row, value in enumerate(values):
        if isinstance(value, int):
            missing[row] = value
        else:
            chosen[row, list(value)] = True
    return _without_missing_options(tuple(options), chosen, missing, multiple=True)


def from_matrix(chosen: NDArray[np.bool_], missing: NDArray[np.int8], options: Sequence[Option]) -> Answers:
    """Answers to a question with more answers, as they were stored."""
    return _without_missing_options(tuple(options), chosen, missing, multiple=True)


def _without_missing_options(
    options: tuple[Option, ...], chosen: NDArray[np.bool_], missing: NDArray[np.int8], *, multiple: bool
) -> Answers:
    """Choosing only "Weet ik niet" is no answer; beside a real answer it is left out."""
    import numpy as np

    real = np.array([option.missing is None for option in options], dtype=bool)
    if not real.all():
        missing = missing.copy()
        for index in np.flatnonzero(~real):
            kind = options[index].missing
            only = chosen[:, index] & ~chosen[:, real].any(axis=1) & (missing == 0)
            missing[only] = kind or 0
        chosen = chosen & real
    return Answers(options, chosen, missing, multiple)
