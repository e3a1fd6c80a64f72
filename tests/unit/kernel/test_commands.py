"""Commands of the page in front, over those that are always there."""

from __future__ import annotations

from wijkraad_app.kernel.commands import Command, Commands


def command(id: str, shortcut: str) -> Command:
    return Command(id, id, lambda: None, shortcut)


def test_a_page_covers_commands_and_gives_them_back() -> None:
    commands = Commands()
    commands.add(command("people.new", "Ctrl+Shift+P"), command("help", "F1"))
    people = (command("people.new", "Ctrl+N"), command("people.search", "Ctrl+F"))
    commands.bring(*people)
    assert {one.id: one.shortcut for one in commands.all()} == {
        "people.new": "Ctrl+N", "people.search": "Ctrl+F", "help": "F1"
    }  # fmt: skip
    commands.bring(*people)
    commands.bring(command("letters.find", "Ctrl+F"))
    assert {one.id: one.shortcut for one in commands.all()} == {
        "people.new": "Ctrl+Shift+P", "letters.find": "Ctrl+F", "help": "F1"
    }  # fmt: skip
    commands.bring()
    assert {one.id for one in commands.all()} == {"people.new", "help"}
