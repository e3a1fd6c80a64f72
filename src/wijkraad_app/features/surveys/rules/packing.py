"""One question's answers as a few bytes per reply, ready for numpy."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .answers import Answers, Option, coded, from_matrix
from .kinds import Kind, Missing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """Answers of one ``kind``: ``codes``, or ``chosen`` with ``missing``, or ``numbers`` (nan = none), or ``texts``."""

    kind: Kind
    codes: NDArray[np.int16] | None = None
    chosen: NDArray[np.bool_] | None = None
    missing: NDArray[np.int8] | None = None
    numbers: NDArray[np.float64] | None = None
    texts: tuple[str | None, ...] = ()

    @property
    def answered(self) -> int:
        """How many gave an answer, before options that count as none are taken out."""
        if self.codes is not None:
            return int((self.codes >= 0).sum())
        if self.missing is not None:
            return int((self.missing == 0).sum())
        if self.numbers is not None:
            return int((self.numbers == self.numbers).sum())
        return sum(1 for text in self.texts if text)

    def coded(self, options: Sequence[Option]) -> Answers:
        """To count from; TypeError for a question without options."""
        if self.codes is not None:
            return coded(self.codes, options)
        if self.chosen is not None and self.missing is not None:
            return from_matrix(self.chosen, self.missing, options)
        raise TypeError(f"a question of kind {self.kind} has no options")

    def number_list(self) -> list[float | None]:
        """The numbers, None where there is none."""
        return [] if self.numbers is None else [None if n != n else n for n in self.numbers.tolist()]


def from_values(kind: Kind, values: Sequence[Any], options: int) -> Packed:
    """Pack canonical answers (`rules.canonical`); option numbers beyond ``options`` count as blank."""
    import numpy as np

    if kind is Kind.MULTIPLE:
        return _multiple(values, options)
    if kind.coded:
        codes = np.asarray(values, dtype=np.int16)
        codes[codes >= options] = int(Missing.BLANK)
        return Packed(kind, codes=codes)
    if kind is Kind.NUMBER:
        return Packed(kind, numbers=np.array([np.nan if v is None else v for v in values], dtype=np.float64))
    return Packed(kind, texts=tuple(None if v is None else str(v) for v in values))


def _multiple(values: Sequence[Any], options: int) -> Packed:
    import numpy as np

    chosen = np.zeros((len(values), options), dtype=bool)
    missing = np.zeros(len(values), dtype=np.int8)
    rows: list[int] = []
    picks: list[int] = []
    for row, value in enumerate(values):
        if isinstance(value, int):
            missing[row] = value
        else:
            rows += [row] * len(value)
            picks += value
    chosen[rows, picks] = True
    return Packed(Kind.MULTIPLE, chosen=chosen, missing=missing)


def joined(parts: Sequence[Packed]) -> Packed:
    """The answers of several batches, one after another."""
    import numpy as np

    first = parts[0]
    if len(parts) == 1:
        return first
    if first.codes is not None:
        return Packed(first.kind, codes=np.concatenate([p.codes for p in parts if p.codes is not None]))
    if first.chosen is not None:
        return Packed(
            first.kind,
            chosen=np.concatenate([p.chosen for p in parts if p.chosen is not None]),
            missing=np.concatenate([p.missing for p in parts if p.missing is not None]),
        )
    if first.numbers is not None:
        return Packed(first.kind, numbers=np.concatenate([p.numbers for p in parts if p.numbers is not None]))
    return Packed(first.kind, texts=tuple(text for part in parts for text in part.texts))


def to_bytes(packed: Packed) -> bytes:
    """Compressed: codes as 16-bit numbers, ticks as bits, numbers as doubles, texts as JSON."""
    if packed.codes is not None:
        body = packed.codes.astype("<i2").tobytes()
    elif packed.chosen is not None and packed.missing is not None:
        import numpy as np

        body = packed.missing.tobytes() + np.packbits(packed.chosen).tobytes()
    elif packed.numbers is not None:
        body = packed.numbers.astype("<f8").tobytes()
    else:
        body = json.dumps(packed.texts, ensure_ascii=False).encode()
    return zlib.compress(body, 1)


def from_bytes(kind: Kind, data: bytes, options: int, replies: int) -> Packed:
    """The answers again, for the same question and number of replies."""
    import numpy as np

    body = zlib.decompress(data)
    if kind is Kind.MULTIPLE:
        missing = np.frombuffer(body[:replies], dtype=np.int8)
        bits = np.unpackbits(np.frombuffer(body[replies:], dtype=np.uint8), count=replies * options)
        return Packed(kind, chosen=bits.reshape(replies, options).astype(bool), missing=missing)
    if kind.coded:
        return Packed(kind, codes=np.frombuffer(body, dtype="<i2"))
    if kind is Kind.NUMBER:
        return Packed(kind, numbers=np.frombuffer(body, dtype="<f8"))
    return Packed(kind, texts=tuple(json.loads(body)))
