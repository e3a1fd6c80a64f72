"""Tests of windows act by keys and mouse alone, and the check that says so really finds what doesn't."""

from __future__ import annotations

from pathlib import Path

import pytest

from .hands_lint import acts_around

TESTS = Path(__file__).resolve().parents[1]
ROOMS = ("ui", "end2end")

ALLOWED = {
    "ui/desk.py": {
        "app.flush()": "stands for the 600 ms after the last key",
        "toast_widget.hide()": "stands for the seconds after which a message goes",
    },
    "ui/access/test_lock.py": {
        "locker._rest": "stands for ten minutes of rest",
        "locker._timer": "stands for ten minutes of rest",
        "timeout.emit()": "stands for ten minutes of rest",
        "presence.set_held()": "only the lock is in view; meetings/test_live_window holds the meeting",
        "presence.begin_break()": "only the lock is in view; meetings/test_live_window begins the break",
    },
    "ui/backup/test_by_themselves.py": {"found._timers": "stands for half an hour, and for a stick that comes in"},
    "ui/help/test_tour.py": {
        "tour._follow": "stands for the fifth of a second after which the tour looks for its control",
        "tour._steps": "how many steps there are",
    },
    "ui/test_every_command.py": {
        "command.run()": "goes along every command, also those whose key another one has by now",
        "menu._entries": "goes along every entry of every menu",
        "overlay().close_dialog()": "after Esc has failed, so that the walk goes on",
    },
    "ui/test_walk_pages.py": {"one.setFocus()": "goes along every control; Tab to each is a test of its own"},
    "ui/test_seen.py": {
        "window.setFocus()": "the control is drawn without the keyboard first",
        "one.setFocus()": "goes along every control; Tab to each is a test of its own",
    },
    "ui/walk.py": {
        "window.go()": "goes along every page, also those without a key",
        "window._close_anyway": "clears up after a window that would not close",
    },
    "ui/test_pseudo_language.py": {"i18n._catalogue": "a language that is made up"},
    "ui/access/conftest.py": {"window._force_close": "clears up without the question"},
    "ui/access/test_opening.py": {"window._open_given": "bootstrap before there is a window"},
    "end2end/test_headless.py": {"demo.run()": "the command line, no window"},
    "end2end/test_window_closing.py": {"services[…]()": "what Open does after a backup was put back (ui/backup)"},
}
"""What isn't a key or the mouse, by file, with the reason."""


def around(file: Path) -> list[tuple[int, str]]:
    return list(acts_around(file.read_text(encoding="utf-8")))


def test_tests_of_windows_act_by_keys_and_mouse_alone() -> None:
    found = []
    for room in ROOMS:
        for file in sorted((TESTS / room).rglob("*.py")):
            place = file.relative_to(TESTS).as_posix()
            allowed = ALLOWED.get(place, {})
            found += [f"tests/{place}:{line} {what}" for line, what in around(file) if what not in allowed]
    assert found == [], "use the desk of tests/ui/desk.py"


def test_what_is_allowed_is_still_there() -> None:
    gone = [
        f"{place}: {what}"
        for place, reasons in ALLOWED.items()
        for what in reasons
        if what not in {one for _line, one in around(TESTS / place)}
    ]
    assert gone == []


BAD = {
    "a command": 'desk.app.commands.get("people.paste").run()',
    "a private method": "desk.page._remove()",
    "a private part": "assert dialog._problem.text()",
    "a text put in": 'page.line.setText("x")',
    "a long text put in": 'sheet.text.text.setPlainText("x")',
    "a value put in": "field.set_value(3)",
    "a cell put in": 'table.model().setData(index, "x")',
    "a list read early": "sheet.pasted.rows()",
    "the keyboard put there": "page.list.setFocus()",
    "the keyboard put there by a page": "desk.live.people.focus_first()",
    "all chosen": "line.selectAll()",
    "a row chosen": "table.setCurrentIndex(index)",
    "a button's own click": "dialog.main_button.click()",
    "an entry of a menu": "action.trigger()",
    "a signal": "head.sectionClicked.emit(0)",
    "a page called up": 'desk.app.navigate("today")',
    "a page called up by the window": 'desk.window.go("today")',
    "the window made anew": "desk.window.rebuild()",
    "undo": "desk.app.undo()",
    "a service of the window": 'desk.app.services["advice.letter"](desk.app, id)',
    "a service of the window by its name": "desk.app.services[HISTORY](ref, page)",
    "a step of a page": 'page.acts.run("earlier")',
    "an event given by hand": "page.dropEvent(event)",
    "a tab shown": 'desk.overview.show_tab("minutes")',
}


@pytest.mark.parametrize("source", BAD.values(), ids=BAD.keys())
def test_each_way_around_the_keyboard_is_found(source: str) -> None:
    assert list(acts_around(source))


@pytest.mark.parametrize(
    "source",
    [
        "desk.press(KEY.Key_Return)\ndesk.click(desk.button('Klaar'))\ndesk.tab_to(page.list)",
        "QApplication.clipboard().setText('uit een mail')",
        "desk.do(service.add_signal, text='Een losse tegel')",
        "desk.app.services['signal_uses'] = [uses]",
        "assert desk.overview.agenda.outline.rows() == []",
        "subprocess.run(['true'], check=True)",
        "self._kept = cls._made",
    ],
)
def test_keys_mouse_preparing_and_reading_are_left_alone(source: str) -> None:
    assert list(acts_around(source)) == []
