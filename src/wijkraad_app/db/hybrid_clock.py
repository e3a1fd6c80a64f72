"""Hybrid logical clock: 48 bits of milliseconds and a 15-bit counter in one signed 64-bit integer."""

from __future__ import annotations

from wijkraad_app.kernel import clock

_COUNTER_BITS = 15


class HybridClock:
    """Gives ever-rising numbers near the time of day, also when the computer's clock goes back."""

    def __init__(self, last: int = 0) -> None:
        self._last = last

    def tick(self) -> int:
        milliseconds = int(clock.now().timestamp() * 1000)
        self._last = max(self._last + 1, milliseconds << _COUNTER_BITS)
        return self._last

    def seen(self, other: int) -> None:
        """Never give a number below one seen elsewhere."""
        self._last = max(self._last, other)


def milliseconds(reading: int) -> int:
    """Unix time in milliseconds of a clock reading."""
    return reading >> _COUNTER_BITS
