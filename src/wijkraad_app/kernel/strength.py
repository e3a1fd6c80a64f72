"""How well a passphrase stands against guessing, in words of our own.

zxcvbn (Wheeler, USENIX Security 2016) counts the guesses; it knows English, so a word of letters alone counts for
at most 10,000 here, whatever the language. The dossier's key costs 256,000 rounds, which leaves a fast computer some
10,000 guesses a second: the words below say how long that takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .i18n import N_, _

LONGEST_JUDGED = 72
_PER_SECOND = 4.0
"""Guesses a second, as a power of ten."""
_PER_WORD = 4.0
_STEPS = (5.8, 8.0, 11.0, 14.0)
"""From how many guesses (powers of ten) on it is weak, fair, good, strong."""
_WORDS = (N_("Very weak"), N_("Weak"), N_("Fair"), N_("Good"), N_("Strong"))
_TIMES = (
    (1.8, N_("Guessed within a minute.")),
    (3.6, N_("Guessed within an hour.")),
    (4.9, N_("Guessed within a day.")),
    (7.5, N_("Guessed within a year.")),
    (9.5, N_("Takes years to guess.")),
)
_AGES = N_("Takes centuries to guess.")
_ADVICE = {
    "dictionary": N_("Add words that don't belong together."),
    "date": N_("A date or year is tried first. Add words."),
    "repeat": N_("Repeating doesn't help. Add words."),
    "sequence": N_("A row such as abc or 123 is tried first. Add words."),
    "spatial": N_("Keys that lie side by side are tried first. Add words."),
}
_KNOWN = (
    "wachtwoord", "wachtzin", "welkom", "geheim", "wijkraad", "wijk", "raad", "dossier", "gemeente", "hallo", "admin",
    "voorzitter", "secretaris", "qwerty", "azerty", "maandag", "januari", "zomer", "winter", "lente", "herfst",
    "ajax", "feyenoord", "oranje", "nederland", "amsterdam", "rotterdam", "utrecht",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Strength:
    """``score`` is 0 (very weak) to 4 (strong); ``word`` and ``advice`` are in the language in force."""

    score: int
    word: str
    advice: str

    @property
    def weak(self) -> bool:
        """So weak that it deserves a warning."""
        return self.score == 0


def judge(passphrase: str, known: tuple[str, ...] = ()) -> Strength:
    """How strong a passphrase is; ``known`` are words anyone would try (the council's name). May take 0.3 s."""
    if not passphrase.strip():
        return Strength(0, _(_WORDS[0]), "")
    guesses, pattern = _guesses(passphrase[:LONGEST_JUDGED], known)
    score = sum(guesses >= step for step in _STEPS)
    seconds = guesses - _PER_SECOND
    told = _(next((words for limit, words in _TIMES if seconds < limit), _AGES))
    advice = _(_ADVICE[pattern]) if score < 3 and pattern in _ADVICE else ""
    return Strength(score, _(_WORDS[score]), f"{told} {advice}".strip())


def _guesses(passphrase: str, known: tuple[str, ...]) -> tuple[float, str]:
    from zxcvbn import zxcvbn

    found = zxcvbn(passphrase, user_inputs=[*_KNOWN, *known])
    guesses = float(found["guesses_log10"])
    words = set(re.findall(r"[^\W\d_]+", passphrase.casefold()))
    if words and re.fullmatch(r"[^\W\d_]+(?:\W+[^\W\d_]+)*\W*", passphrase.strip()):
        guesses = min(guesses, sum(min(_PER_WORD, 1.4 * len(word)) for word in words))
    longest = max(found["sequence"], key=lambda part: len(part["token"]), default={"pattern": "dictionary"})
    pattern = str(longest["pattern"])
    return guesses, "dictionary" if pattern == "bruteforce" else pattern
