"""A made-up language, 40% longer and full of accents: every page must still show it whole on a small laptop."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desk import KEY, MOD, Hands
from tests.ui.walk import OpenWalk, cut
from wijkraad_app.features.settings.ui.page import SettingsPage
from wijkraad_app.kernel import i18n
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.start import Choices, StartWindow
from wijkraad_app.ui.widgets.dialog import Dialog

ACCENTED = str.maketrans("aeiouyncAEIOUNC", "åéîöüÿñçÅÉÎÖÜÑÇ")
KEPT = re.compile(r"(\{[^{}]*\}|\n|&)")


def pseudo(text: str) -> str:
    """ "Open {name}" → "Öpéñ {name} ~~~~": placeholders stay, what is one word stays one word."""
    accented = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in KEPT.split(text))
    more = round(0.4 * len(KEPT.sub("", text)))
    if " " in text.strip():
        words = [("éñdöø" * 3)[: min(9, more - at)] for at in range(0, more, 10)]
        return " ".join((accented, *words)) if more else accented
    return accented + "öéñ" * (more // 3) + "é" * (more % 3)


class PseudoLanguage(gettext.NullTranslations):
    """Stands in for the Dutch catalogue."""

    def __init__(self, real: gettext.NullTranslations) -> None:
        super().__init__()
        self._real = real

    def gettext(self, message: str) -> str:
        return pseudo(self._real.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(self._real.ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(self._real.pgettext(context, message))


@pytest.fixture
def longer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    made = PseudoLanguage(i18n._catalogue("nl"))
    monkeypatch.setattr(i18n, "_catalogue", lambda _code: made)
    yield


def test_the_made_up_language_is_longer_and_keeps_placeholders() -> None:
    assert pseudo("Zoek in {count} signalen").startswith("Zöék îñ {count} sîgñåléñ ")
    for text in ("Advies", "Nieuw signaal", "{done} van {total}", "Hier kan niets stuk en er wordt niets verstuurd."):
        bare = len(KEPT.sub("", text))
        assert 1.3 <= len(KEPT.sub("", pseudo(text))) / bare <= 1.6


@pytest.mark.usefixtures("longer")
def test_longer_words_are_not_cut_on_any_page(open_walk: OpenWalk) -> None:
    walk = open_walk("nl")
    wrong: list[str] = []
    for page in walk.pages():
        walk.visit(page)
        wrong += [f"{page}: {one}" for one in cut(walk.window)]
        assert (walk.window.width(), walk.window.height()) == (1366, 768), page
    assert not wrong, "\n".join(wrong)


def all_keys(hands: Hands) -> None:
    hands.press(KEY.Key_Slash, MOD.ControlModifier)


def about(hands: Hands) -> None:
    hands.press(KEY.Key_K, MOD.ControlModifier)
    hands.write("versie")
    hands.press(KEY.Key_Return)


def who_works(hands: Hands) -> None:
    hands.press(KEY.Key_U, MOD.ControlModifier | MOD.ShiftModifier)


@pytest.mark.usefixtures("longer")
def test_longer_words_are_not_cut_in_settings_help_and_keys(open_walk: OpenWalk) -> None:
    walk = open_walk("nl")
    wrong: list[str] = []
    walk.visit("settings")
    page = walk.window.page()
    assert isinstance(page, SettingsPage)
    for item in page.list.items():
        walk.hands.find_row(page.list, item.title)
        wrong += [f"{item.title}: {one}" for one in cut(walk.window)]
    for open_it in (all_keys, about, who_works):
        open_it(walk.hands)
        over = walk.window.overlay()
        assert isinstance(over, Dialog)
        wrong += [f"{over.accessibleName()}: {one}" for one in cut(over)]
        walk.hands.press(KEY.Key_Escape)
    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("longer")
def test_longer_words_are_not_cut_in_the_start_window(qtbot: QtBot, qapp: QApplication) -> None:
    dress(qapp, Preferences())
    window = StartWindow(Choices(print, print, print, print, open_pdf=print))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert cut(window) == []
    window.close()
