"""The wording of one question and its answers, and which answers count as none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.features.surveys import service
from wijkraad_app.features.surveys.queries import OptionRow, QuestionRow
from wijkraad_app.features.surveys.rules.kinds import KIND_WORDS
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row, scroll
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Label


def counts_as() -> list[tuple[str, str]]:
    """What choosing an option may count as."""
    return [
        ("", _("an answer")),
        ("dont_know", _("don't know")),
        ("refused", _("would not say")),
        ("not_asked", _("not asked")),
        ("blank", _("not filled in")),
    ]


class WordingPane(QWidget):
    """Fields save themselves; another question makes the options anew."""

    def __init__(self, app: App, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.app = app
        self._question: UUID | None = None
        self._shown: tuple[UUID, ...] = ()
        self.text = TextField(_("Question"), least=2, most=5)
        self.kind = Label("", "small", "text_2")
        self.options: list[tuple[LineField, ChoiceField]] = []
        self._lines = column(gap=8)
        self._head = Label(_("Answers"), "strong")
        inner = QWidget()
        inner.setLayout(column(self.text, self.kind, 6, self._head, self._lines, None, gap=8, margins=(28, 18, 28, 16)))
        inner.setMaximumWidth(px(860))
        self.setLayout(column((scroll(inner, name=_("Questionnaire")), 1), gap=0))

    def show_question(self, question: QuestionRow) -> None:
        """Bind another question, or follow the same one."""
        self.kind.setText(_(KIND_WORDS[question.kind]))
        self._head.setVisible(bool(question.options))
        if question.id == self._question and self._shown == tuple(option.id for option in question.options):
            self.text.refresh(question.text)
            for (label, missing), option in zip(self.options, question.options, strict=True):
                label.refresh(option.label)
                missing.refresh(option.missing)
            return
        self._question = question.id
        self._shown = tuple(option.id for option in question.options)
        self.text.bind(question.text, self._text_saver(question.id))
        clear(self._lines)
        self.options = [self._option(number, option) for number, option in enumerate(question.options, start=1)]

    def _option(self, number: int, option: OptionRow) -> tuple[LineField, ChoiceField]:
        label = LineField("")
        label.control.setAccessibleName(_("Answer {number}").format(number=number))
        missing = ChoiceField("", counts_as())
        name = _("Answer {number} counts as").format(number=number)
        missing.control.setAccessibleName(name)
        missing.box.view().setAccessibleName(name)
        label.bind(option.label, self._label_saver(option.id, label))
        missing.bind(option.missing, self._missing_saver(option.id))
        self._lines.addLayout(row((label, 3), (missing, 1), gap=12, top=True))
        return label, missing

    def _text_saver(self, question: UUID) -> Callable[[Any, UUID], None]:
        def save(value: Any, group: UUID) -> None:
            if str(value).strip():
                self.app.do(self, service.update_question, question=question, text=value, group=group)
            else:
                self.text.error(_("Type the question."))

        return save

    def _label_saver(self, option: UUID, field: LineField) -> Callable[[Any, UUID], None]:
        def save(value: Any, group: UUID) -> None:
            if str(value).strip():
                self.app.do(self, service.update_option, option=option, label=value, group=group)
            else:
                field.error(_("Type the answer."))

        return save

    def _missing_saver(self, option: UUID) -> Callable[[Any, UUID], None]:
        def save(value: Any, group: UUID) -> None:
            self.app.do(self, service.update_option, option=option, missing=value, group=group)

        return save
