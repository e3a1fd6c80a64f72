"""A line that offers what was typed before; anything else may be typed too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from .inputs import LineField


def suggest(field: LineField, known: Sequence[str]) -> None:
    """Offer ``known`` while typing in ``field``, by any part of the words; call again with other suggestions."""
    completer = field.line.completer()
    model = completer.model() if completer is not None else None
    if isinstance(model, QStringListModel):
        if model.stringList() != list(known):
            model.setStringList(list(known))
        return
    completer = QCompleter(QStringListModel(list(known), field), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.activated.connect(lambda text: field.edited.emit(text))
    field.line.setCompleter(completer)
