"""What windows, sources and exports read of signals, as sorted ids and frozen rows."""

from .offered import (
    Choices,
    channels,
    choices,
    contacts_due,
    contacts_to_erase,
    count_new,
    count_signals,
    followers,
    neighbourhoods,
    people,
    theme_choices,
    years,
)
from .outside import SignalsState, exported_signals, signal_state
from .record import ContactView, Opened, SignalView, Step, Use, Uses, contact, opened, signal, steps
from .table import ALL, SignalFilter, SignalRow, signal_ids, signal_rows

__all__ = [
    "ALL",
    "Choices",
    "ContactView",
    "Opened",
    "SignalFilter",
    "SignalRow",
    "SignalView",
    "SignalsState",
    "Step",
    "Use",
    "Uses",
    "channels",
    "choices",
    "contact",
    "contacts_due",
    "contacts_to_erase",
    "count_new",
    "count_signals",
    "exported_signals",
    "followers",
    "neighbourhoods",
    "opened",
    "people",
    "signal",
    "signal_ids",
    "signal_rows",
    "signal_state",
    "steps",
    "theme_choices",
    "years",
]
