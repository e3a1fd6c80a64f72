"""Two sorts of failure: the world's fault (`UserError`), and a bug (everything else)."""

from __future__ import annotations


class UserError(Exception):
    """A wrong file, key, disk, network or input: shown to the user as it is.

    ``message`` is one clear sentence in the user's language that says what to do.
    ``code`` is a stable, untranslated name for scripts and tests.
    """

    def __init__(self, message: str, *, code: str = "refused") -> None:
        super().__init__(message)
        self.message = message
        self.code = code


class Cancelled(Exception):
    """The user stopped a job; nothing was stored."""
