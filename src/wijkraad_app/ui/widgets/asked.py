"""What changed meanwhile, each with what is to become of it: every one has to be answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ..layout import clear, column
from .banner import Banner
from .choices import ChoiceField


class Question(Protocol):
    """``what`` changed, with old and new in ``words``. ``options`` (value, label) under ``label``, none where it
    blocks; ``prompt`` stands there until one is chosen."""

    @property
    def id(self) -> UUID: ...
    @property
    def what(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def prompt(self) -> str: ...
    @property
    def options(self) -> Sequence[tuple[str, str]]: ...


class Asked(QWidget):
    """One banner and one choice for each question."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[UUID, ChoiceField] = {}
        self._prompts: dict[UUID, str] = {}
        self._column = column(gap=8)
        self.setLayout(self._column)
        self.hide()

    def show_questions(self, found: Sequence[Question]) -> None:
        """These in place of those before."""
        clear(self._column)
        self.choices = {
            one.id: ChoiceField(one.label, one.options, placeholder=one.prompt) for one in found if one.options
        }
        self._prompts = {one.id: one.prompt for one in found}
        for one in found:
            self._column.addWidget(Banner("warn" if one.options else "bad", one.what, one.words))
            if one.id in self.choices:
                self._column.addWidget(self.choices[one.id])
        self.setHidden(not found)

    def complete(self) -> bool:
        """Whether all was answered; says where it wasn't."""
        for id, field in self.choices.items():
            if field.value() is None:
                field.error(self._prompts[id])
                field.box.setFocus()
                return False
        return True

    def answers(self) -> dict[UUID, str]:
        """By the id of what was asked."""
        return {id: field.value() for id, field in self.choices.items()}
