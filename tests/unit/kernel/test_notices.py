"""What isn't in the dossier but is said on Today."""

from __future__ import annotations

from wijkraad_app.kernel import notices
from wijkraad_app.kernel.notices import Notice

LATE = Notice("The backup is old", "Make one.", "View", "backup")


def test_only_what_has_something_to_say_is_said() -> None:
    services: dict[str, object] = {}
    notices.of(services).add("backup", lambda: LATE)
    notices.of(services).add("other", lambda: None)
    assert notices.of(services).asked() == (LATE,)


def test_the_newest_question_of_a_name_holds() -> None:
    found = notices.Notices()
    found.add("backup", lambda: LATE)
    found.add("backup", lambda: None)
    assert found.asked() == ()
