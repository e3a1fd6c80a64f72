"""A verdict in words: the truth in a sentence, then who, then what was checked."""

from __future__ import annotations

from dataclasses import dataclass

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.pdf.levels import Level
from wijkraad_app.pdf.verification import Seal, Signature

from ..documents import Report
from .checking import Checked
from .wording import SignerLine, moment, own_keys, person_of, with_moment

MOST_CHANGES = 8
_MARKS = {"ok": "✓", "warn": "!", "bad": "✗"}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing that was checked: ``tone`` is ok, warn or bad; ``aside`` a figure at the right."""

    tone: str
    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the window says of a file; ``tone`` is ok, warn, bad or accent."""

    tone: str
    icon: str
    head: str
    body: str
    signers: tuple[SignerLine, ...]
    checks: tuple[CheckLine, ...]
    note: str

    @property
    def short(self) -> str:
        """In a word, for a list of files."""
        return {
            "ok": _("whole and complete"),
            "warn": _("whole, with a remark"),
            "bad": _("do not trust"),
            "accent": _("not signed"),
        }[self.tone]


def judge(checked: Checked) -> Judgement:
    """Everything the window says of a file."""
    tone, icon, head, body = _head(checked)
    return Judgement(tone, icon, head, body, _signers(checked), tuple(_checks(checked)), _note(checked))


def _head(checked: Checked) -> tuple[str, str, str, str]:
    verdict, count = checked.verdict, len(checked.verdict.signatures)
    if not count and not _broken(checked):
        return ("accent", "shield", *_unsigned(checked))
    if not verdict.valid:
        return ("bad", "shield-x", *_bad(checked))
    if verdict.twice:
        body = _("Each signer signs with a key of their own. Ask the council for a letter signed anew.")
        return "warn", "shield", _("The same key signed this letter more than once"), body
    if not verdict.complete:
        body = _("What is there holds. Not signed yet, or cut off afterwards: {people}.")
        body = body.format(people=_people(verdict.missing))
        return "warn", "shield", _("This letter is unchanged, but not complete yet"), body
    holds = ngettext("The signature holds.", "All {count} signatures hold.", count).format(count=count)
    if count == 2:
        holds = _("Both signatures hold.")
    body = f"{holds} " + _("Nothing was changed after signing.")
    if verdict.trusted == "no":
        body += " " + _("The keys are not known here: ask the council for its certificate.")
        return "warn", "shield", _("This letter is unchanged, but who signed isn't known here"), body
    return "ok", "shield-check", _("This letter is complete and unchanged"), body


def _broken(checked: Checked) -> bool:
    """Fields claim a signature that nobody could read."""
    return any(one.signed for one in checked.fields) or not _only_unsigned(checked)


def _only_unsigned(checked: Checked) -> bool:
    return checked.verdict.problems in ((), (_("Nobody has signed this file."),))


def _unsigned(checked: Checked) -> tuple[str, str]:
    waiting = _people(tuple(one.label for one in checked.fields))
    if waiting:
        return _("This letter isn't signed yet"), _("It has room for the signature of {people}.").format(people=waiting)
    return _("This PDF isn't signed"), _("It holds no signature and no room for one, so nothing can be said about it.")


def _people(labels: tuple[str, ...]) -> str:
    """ "Ans Verhoeven (voorzitter) en Marijke van Duin (secretaris)"."""
    people = [person_of(one) for one in labels]
    words = [f"{name} ({role})" if role else name for name, role in people]
    if len(words) < 2:
        return "".join(words)
    return _("{others} and {last}").format(others=", ".join(words[:-1]), last=words[-1])


def _bad(checked: Checked) -> tuple[str, str]:
    trust = _("Do not trust this copy. Ask the council for the original.")
    if checked.verdict.problems and not set(checked.verdict.problems) - set(_key_problems(checked)):
        return _("This letter was signed with a key that was not valid"), trust
    if checked.verdict.problems and not set(checked.verdict.problems) - {*_key_problems(checked), *_seals(checked)}:
        return _("The signatures under this letter prove nothing"), trust
    if not checked.verdict.signatures:
        return _("The signatures in this file can't be read"), trust
    return _("This letter was changed after signing"), trust


def _key_problems(checked: Checked) -> list[str]:
    texts = (
        _("The key of {signer} was not valid for signing when it was used."),
        _("The key of {signer} is not meant for signing."),
    )
    return [*_said_of_all(checked, texts), *checked.revoked]


def _seals(checked: Checked) -> list[str]:
    """What can be wrong with how a letter was signed, while its text is as it was."""
    texts = (
        _("The signature of {signer} is made in an old way that can be forged."),
        _("The signature of {signer} is not complete."),
        _("The timestamp of {signer} does not belong to this signature."),
    )
    return _said_of_all(checked, texts)


def _said_of_all(checked: Checked, texts: tuple[str, ...]) -> list[str]:
    return [text.format(signer=one.signer) for text in texts for one in checked.verdict.signatures]


def _signers(checked: Checked) -> tuple[SignerLine, ...]:
    found = [_signer(one, valid=checked.verdict.valid) for one in checked.verdict.signatures]
    waiting = [one for one in checked.fields if not one.signed]
    return (*found, *(_waiting(one.label) for one in waiting))


def _waiting(label: str) -> SignerLine:
    name, role = person_of(label)
    return SignerLine(name, role or _("not signed yet"), _("waits"), "quiet", "clock")


def _signer(one: Signature, *, valid: bool) -> SignerLine:
    name = one.signer or one.field
    below = with_moment(", ".join(part for part in (one.role, one.organisation) if part), one.time)
    if valid and one.intact:
        return SignerLine(name, below, _("valid"), "ok", "check")
    return SignerLine(name, below, _("no longer holds"), "bad", "x")


def _checks(checked: Checked) -> list[CheckLine]:
    verdict = checked.verdict
    if not verdict.signatures:
        problems = [one for one in verdict.problems if one != _("Nobody has signed this file.")]
        return [CheckLine("bad", one) for one in problems]
    set_ = sum(one.signed for one in checked.fields)
    all_ = CheckLine(
        "ok" if verdict.complete else "warn",
        _("All expected signatures are there") if verdict.complete else _("Not all expected signatures are there"),
        _("{count} of {total}").format(count=set_, total=len(checked.fields)),
    )
    return [all_, *_content(checked), _keys(checked), _trust(checked), _time(checked), *_lasting(checked)]


def _content(checked: Checked) -> list[CheckLine]:
    verdict = checked.verdict
    if verdict.valid:
        covered = verdict.archive is not None or any(one.covers == "file" for one in verdict.signatures)
        proof = _("All that was signed is whole; behind it stands only proof that the keys counted")
        return [CheckLine("ok", _("The whole file is under the signature") if covered else proof)]
    found = _different(checked)
    if checked.as_signed is not None:
        more = dates.number((len(checked.data) - len(checked.as_signed)) / 1000, 1)
        found.append(
            CheckLine("bad", _("The file is longer than what was signed"), _("{size} kB more").format(size=more))
        )
    known = (*_key_problems(checked), *(_missing(checked)))
    return found or [CheckLine("bad", one) for one in verdict.problems if one not in known]


def _different(checked: Checked) -> list[CheckLine]:
    """What is different, as long as there is room to read it."""
    every = [one.text.rstrip(".") for one in checked.verdict.changes]
    more = len(every) - MOST_CHANGES
    found = [CheckLine("bad", text) for text in every[: MOST_CHANGES if more > 0 else None]]
    if more > 0:
        text = ngettext("And {count} other change", "And {count} other changes", more).format(count=more)
        found.append(CheckLine("bad", text))
    return found


def _missing(checked: Checked) -> list[str]:
    fields = ", ".join(checked.verdict.missing)
    return [_("Not signed yet, or cut off afterwards: {fields}.").format(fields=fields)] if fields else []


def _keys(checked: Checked) -> CheckLine:
    wrong = [one for one in checked.verdict.problems if one in _key_problems(checked)]
    return CheckLine("bad", wrong[0]) if wrong else CheckLine("ok", _("The keys were valid when they were used"))


def _trust(checked: Checked) -> CheckLine:
    by = next((one.by for one in checked.verdict.signatures if one.by), "")
    if checked.verdict.trusted == "yes":
        return CheckLine("ok", _through(checked), by)
    if not checked.rooted:
        return CheckLine("warn", _("Who signed can't be proven without the council's certificate"), by)
    text = _("This dossier doesn't know the keys") if checked.own else _("The keys don't fit the certificate you chose")
    return CheckLine("warn", text, by)


def _through(checked: Checked) -> str:
    if checked.through == "system":
        return _("The system of this computer knows who issued the keys")
    return (
        _("The council knows these keys")
        if checked.through == "dossier"
        else _("The keys fit the certificate you chose")
    )


def _time(checked: Checked) -> CheckLine:
    if all(one.time_proven for one in checked.verdict.signatures):
        return CheckLine("ok", _("A timestamp proves when it was signed"))
    servers = dict.fromkeys(one.stamped_by for one in checked.verdict.signatures)
    if all(servers):
        return CheckLine(
            "warn", _("A timestamp says when it was signed, but its server isn't known"), ", ".join(servers)
        )
    return CheckLine("warn", _("The time comes from the signer's computer"), _("no timestamp"))


def _lasting(checked: Checked) -> list[CheckLine]:
    """How long it can be checked, and what a seal over the whole letter says."""
    verdict = checked.verdict
    if not verdict.valid:
        return []
    tone = "warn" if verdict.level is Level.BASIC else "ok"
    level = CheckLine(tone, _("Level: {level}").format(level=verdict.level.label), verdict.level.value)
    return [level, *([_sealed(verdict.archive)] if verdict.archive is not None else [])]


def _sealed(seal: Seal) -> CheckLine:
    when = moment(seal.time)
    if seal.known:
        return CheckLine(
            "ok", _("A seal proves that the whole letter existed on {date}").format(date=when), seal.server
        )
    text = _("A seal says that the whole letter existed on {date}, but its server isn't known")
    return CheckLine("warn", text.format(date=when), seal.server)


def _note(checked: Checked) -> str:
    if not checked.verdict.signatures:
        return ""
    if checked.through == "dossier":
        return own_keys()
    return _("Signatures show that the letter is whole and with whose key it was signed. Whether they are qualified "
             "(eIDAS) isn't checked here.")  # fmt: skip


def report(found: Checked) -> Report:
    """The same for paper."""
    said = judge(found)
    people = tuple((_MARKS.get(one.tone, ""), f"{one.name}, {one.below}: {one.badge}") for one in said.signers)
    checks = tuple((_MARKS[one.tone], f"{one.text}{f' ({one.aside})' if one.aside else ''}") for one in said.checks)
    note = (("", said.note),) if said.note else ()
    who = _("Signed by") if found.verdict.signatures else _("Signatures")
    parts = ((who, people), (_("What was checked"), checks), (_("What it means"), note))
    return Report(said.head, said.body, parts)
