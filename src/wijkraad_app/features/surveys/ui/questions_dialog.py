"""Questions and options typed once, for an entry sheet that any spreadsheet can fill in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wijkraad_app.features.surveys.rules.kinds import KIND_WORDS
from wijkraad_app.features.surveys.rules.questionnaire import TypedQuestion, parse
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.inputs import LineField, TextField, required
from wijkraad_app.ui.widgets.labels import Label

from .about import method_options

Confirmed = Callable[[str, str, tuple[TypedQuestion, ...]], object]


class QuestionsSheet(Sheet):
    """Shows beside the text what was understood."""

    def __init__(self, over: QWidget, then: Confirmed) -> None:
        super().__init__(over, _("Questions for paper forms"), width=900, height=640)
        self._then = then
        self.name = LineField(_("Name of the survey"))
        self.method = ChoiceField(_("How were people reached?"), method_options(), placeholder=_("Choose"))
        self.text = TextField(
            _("Questions"),
            placeholder=_("How safe is the crossing?\n- Safe\n- Unsafe\n\nHow do you travel?\n+ By bike\n+ On foot"),
            hint=_(
                "Answers below the question: “-” for one answer, “+” for more. Without answers it is an open question."
            ),
            least=10,
            most=14,
        )
        self.understood = Label("", "small", "text_2", wrap=True)
        self.text.edited.connect(lambda _value: self._understand())
        self.add(self.name, self.method, self.text, self.understood)
        self.buttons(_("Make survey"), self._confirm)
        self.focus_first(self.name)

    def _understand(self) -> None:
        try:
            questions = parse(self.text.value())
        except UserError as error:
            self.understood.setText(error.message)
            return
        lines = [
            f"{number}. {question.text} {_(KIND_WORDS[question.kind])}"
            + (f" ({', '.join(question.options)})" if question.options else "")
            for number, question in enumerate(questions, start=1)
        ]
        self.understood.setText("\n".join(lines))

    def _confirm(self) -> bool:
        if not required(self.name, _("Give the survey a name.")):
            return False
        if self.method.value() is None:
            self.method.error(_("Choose how people were reached. If nobody knows, choose “Sampling unknown”."))
            return False
        try:
            questions = parse(self.text.value())
        except UserError as error:
            self.text.error(error.message)
            return False
        self._then(self.name.value().strip(), str(self.method.value()), questions)
        return True
