"""States of minutes and of the comments on them, with the words people read."""

from __future__ import annotations

from wijkraad_app.kernel.i18n import N_

MINUTES_STATES = {
    "none": N_("not made yet"),
    "draft": N_("draft"),
    "sent": N_("sent for comment"),
    "adopted": N_("adopted"),
}
OPEN_STATES = ("draft", "sent")
"""States in which minutes can still be adopted."""
COMMENT_STATES = {"open": N_("open"), "worked_in": N_("worked in"), "declined": N_("not worked in")}
