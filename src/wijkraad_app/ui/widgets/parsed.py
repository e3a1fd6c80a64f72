"""Fields whose text is read as a date, time or number: what was understood is shown below before it is saved."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from wijkraad_app.kernel import clock, date_phrases, dates
from wijkraad_app.kernel.i18n import _, language

from .inputs import Field

ParseDate = Callable[[str, date], date | None]


class ParsedField(Field):
    """Text ⇄ value. Wrong text stays as it is, with what to do below it, and isn't saved."""

    def __init__(self, label: str, *, hint: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line, hint=hint, parent=parent)
        self._base_hint = hint
        self._value: Any = None
        self.line.setPlaceholderText(placeholder)
        if not label:
            self.line.setAccessibleName(placeholder)
        self.line.textEdited.connect(self._typed)

    def read(self, text: str) -> Any:
        """The value of ``text``; raises ValueError with a sentence for the user."""
        raise NotImplementedError

    def show_value(self, value: Any) -> str:
        raise NotImplementedError

    def echo(self, value: Any) -> str:
        """What was understood, for the line below."""
        return self._base_hint

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value
        self.line.setText("" if value is None else self.show_value(value))
        self.note(self._base_hint)

    @Slot(str)
    def _typed(self, text: str) -> None:
        try:
            value = self.read(text) if text.strip() else None
        except ValueError:
            self.note(self._base_hint)
            self._wrong = True
            return
        self.note(self.echo(value) if value is not None else self._base_hint)
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def _tidy(self) -> None:
        text = self.line.text()
        if not text.strip():
            self.note(self._base_hint)
            return
        try:
            value = self.read(text)
        except ValueError as wrong:
            self.error(str(wrong))
            return
        self.line.setText(self.show_value(value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._tidy()
        return super().eventFilter(watched, event)


def parse_phrase(text: str, today: date) -> date | None:
    """ "di 8 dec", "8-12", "volgende dinsdag" in the language in force."""
    return date_phrases.parse(text, today, language())


class DateField(ParsedField):
    """A typed date, “di 8 dec”, “8-12”, “volgende dinsdag”; the full date is shown below as it is understood."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        placeholder: str = "",
        parse_date: ParseDate | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, placeholder=placeholder, parent=parent)
        self._parse = parse_date or parse_phrase

    def read(self, text: str) -> date:
        found = self._parse(text, clock.today())
        if found is None:
            raise ValueError(_("This date isn't clear. Type it as 8-12-2026."))
        return found

    def show_value(self, value: date) -> str:
        return dates.short_date(value)

    def echo(self, value: date) -> str:
        return dates.full_date(value)


class TimeField(ParsedField):
    """A typed time: 20.00, 20:00, 2000, 20 uur, 8, half acht."""

    def read(self, text: str) -> time:
        found = date_phrases.typed_time(text)
        if found is None:
            raise ValueError(_("This time isn't clear. Type it as 20.00."))
        return found

    def show_value(self, value: time) -> str:
        return dates.bare_time(value)


class NumberField(ParsedField):
    """A whole number between ``least`` and ``most``."""

    def __init__(
        self,
        label: str,
        *,
        least: int = 0,
        most: int = 1_000_000,
        hint: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, placeholder=placeholder, parent=parent)
        self._least, self._most = least, most

    def read(self, text: str) -> int:
        digits = re.sub(r"[.,\s]", "", text)
        if not re.fullmatch(r"-?\d{1,12}", digits) or not self._least <= int(digits) <= self._most:
            raise ValueError(
                _("Type a number from {least} to {most}.").format(
                    least=dates.number(self._least), most=dates.number(self._most)
                )
            )
        return int(digits)

    def show_value(self, value: int) -> str:
        return str(value)
