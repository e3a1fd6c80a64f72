"""What a survey is and how it was held: name, method, days, people, and where its answers came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wijkraad_app.features.surveys import service
from wijkraad_app.features.surveys.documents import quoted_list
from wijkraad_app.features.surveys.queries import SurveyView
from wijkraad_app.features.surveys.rules.kinds import METHOD_WORDS, Method
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row, scroll
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField, NumberField


def method_options() -> list[tuple[str, str]]:
    """Ways of reaching people, to choose from."""
    return [(str(method), _(METHOD_WORDS[method])) for method in Method]


class AboutPane(QWidget):
    """Fields save themselves; `show_survey` binds another survey or follows the same one."""

    weigh_wanted = Signal()

    def __init__(self, app: App, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.app = app
        self._survey: UUID | None = None
        self.title = LineField(_("Name of the survey"))
        self.method = ChoiceField(_("How were people reached?"), method_options())
        self.start = DateField(_("First day"))
        self.end = DateField(_("Last day"))
        self.invited = NumberField(_("People invited"), hint=_("For the response, if you know it."))
        self.description = TextField(_("About this survey"))
        self.indicative = Banner("warn", _("Indicative"), "", icon="info")
        self.counts = Label("", "body", "text_2", wrap=True)
        self.weights = Label("", "body", "text_2", wrap=True)
        self.weigh = Secondary(_("Weight replies"), self.weigh_wanted.emit, icon="users")
        inner = QWidget()
        inner.setLayout(
            column(
                self.counts,
                self.title,
                self.method,
                self.indicative,
                row((self.start, 1), (self.end, 1), (self.invited, 1), gap=16, top=True),
                self.description,
                row((self.weights, 1), self.weigh, gap=12),
                None,
                gap=14,
                margins=(28, 18, 28, 16),
            )
        )
        inner.setMaximumWidth(860)
        self.setLayout(column((scroll(inner, name=_("About the survey")), 1), gap=0))

    def show_survey(self, survey: SurveyView) -> None:
        values: list[tuple[Any, Any, Callable[[Any, UUID], None]]] = [
            (self.title, survey.title, self._saver(survey.id, "title")),
            (self.start, survey.start, self._saver(survey.id, "start")),
            (self.end, survey.end, self._saver(survey.id, "end")),
            (self.invited, survey.invited, self._saver(survey.id, "invited")),
            (self.description, survey.description, self._saver(survey.id, "description")),
            (self.method, str(survey.method), self._method_saver(survey.id)),
        ]
        for field, value, save in values:
            if survey.id == self._survey:
                field.refresh(value)
            else:
                field.bind(value, save)
        self._survey = survey.id
        self.indicative.setVisible(survey.indicative)
        self.indicative.set_words(
            _("These figures are indicative."),
            _("They show what the people who took part said, so they have no margin of error."),
        )
        self.counts.setText(_counts(survey))
        self.weights.setText(_weights(survey))
        self.weigh.allow(
            None if survey.replies and not survey.counts_only else _("There are no replies to weight yet.")
        )

    def _saver(self, survey: UUID, name: str) -> Callable[[Any, UUID], None]:
        def save(value: Any, group: UUID) -> None:
            if name == "title" and not str(value).strip():
                self.title.error(_("Give the survey a name."))
                return
            self.app.do(self, service.update_survey, survey=survey, group=group, **{name: value})

        return save

    def _method_saver(self, survey: UUID) -> Callable[[Any, UUID], None]:
        def save(value: Any, group: UUID) -> None:
            self.app.do(self, service.set_method, survey=survey, method=value, group=group)

        return save


def _weights(survey: SurveyView) -> str:
    by = [question.text for question in survey.questions if question.margin]
    return _("Weighted by {questions}.").format(questions=quoted_list(by)) if by else _("The replies are not weighted.")


def _counts(survey: SurveyView) -> str:
    told = [ngettext("{n} reply", "{n} replies", survey.replies).format(n=dates.number(survey.replies))]
    if survey.people != survey.replies:
        told.append(ngettext("{n} person", "{n} people", survey.people).format(n=dates.number(survey.people)))
    if survey.response is not None:
        told.append(_("{percent} response").format(percent=dates.percent(survey.response)))
    if survey.counts_only:
        told = [_("Results typed in as counts"), *told]
    words = ", ".join(told) + "."
    if survey.files:
        words += " " + _("From: {files}.").format(files=", ".join(dict.fromkeys(survey.files)))
    return words
