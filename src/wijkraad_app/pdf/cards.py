"""Cards and tokens to sign with (PKCS#11): the key never leaves them, and each signature asks for the PIN.

A card is reached through a library of its maker. What goes wrong there is told in one sentence; the PIN is used once
for a try, since cards lock themselves after a few wrong ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from wijkraad_app.kernel import threads
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .keys import KeyInfo, info_of, may_sign, require_usable


@dataclass(frozen=True, slots=True)
class Token:
    """A card that is in its reader; ``pinpad``: the PIN is typed there."""

    serial: str
    label: str
    pinpad: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A key on a card: the library (``module``), the card's serial number, the certificate's fingerprint."""

    module: Path
    serial: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Held:
    """Who signs, and what pyHanko signs with as long as the card is open."""

    info: KeyInfo
    signer: Any


def tokens(module: Path) -> tuple[Token, ...]:
    """The cards that are in. `UserError` ``no_module`` or ``no_token``."""
    threads.check("looking for cards")
    from pkcs11 import TokenFlag

    pad = TokenFlag.PROTECTED_AUTHENTICATION_PATH
    return tuple(Token(_serial(one), one.label.strip("\0 "), pad in one.flags) for one in _tokens(module))


def certificates(module: Path, serial: str) -> tuple[KeyInfo, ...]:
    """Whose keys on a card are for signing. `UserError` as `tokens`, and ``no_certificate``."""
    threads.check("reading a card")
    with _session(_token(module, serial)) as session:
        found = [one for one in _certificates(session) if may_sign(one.certificate)]
    if not found:
        raise _no_certificate()
    return tuple(info_of(one.certificate, str(module)) for one in found)


def owner(card: Card) -> KeyInfo:
    """Whose key it is, without the PIN. `UserError` as `certificates`."""
    threads.check("reading a card")
    with _session(_token(card.module, card.serial)) as session:
        return info_of(_chosen(_certificates(session), card.fingerprint).certificate, str(card.module))


@contextmanager
def opened(card: Card, pin: str, at: datetime) -> Iterator[Held]:
    """The card opened with its PIN, to sign at ``at``; "" where the PIN is typed on the reader.

    Raises `UserError` as `tokens`, ``wrong_pin``, ``pin_locked``, ``no_certificate``, ``card_failed``, and those of
    `keys.require_usable`.
    """
    from asn1crypto import x509
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.sign.pkcs11 import PKCS11Signer

    def plain(one: _OnCard) -> Any:
        return x509.Certificate.load(one.certificate.public_bytes(Encoding.DER))

    threads.check("opening a card")
    token = _token(card.module, card.serial)
    with _session(token) as session:  # what can't sign anyway costs no try of the PIN
        every = _certificates(session)
        chosen = _chosen(every, card.fingerprint)
    public = chosen.certificate.public_key()
    info = info_of(chosen.certificate, str(card.module))
    bits = public.key_size if isinstance(public, ec.EllipticCurvePublicKey | rsa.RSAPublicKey) else 0
    require_usable(info, chosen.certificate, bits, at)
    with _session(token, _pin(token, pin)) as session:
        signer = PKCS11Signer(
            session,
            signing_cert=plain(chosen),
            key_id=chosen.id,
            ca_chain=[plain(one) for one in every if one is not chosen],
            use_raw_mechanism=isinstance(public, ec.EllipticCurvePublicKey),
        )
        yield Held(info, signer)


@dataclass(frozen=True, slots=True)
class _OnCard:
    certificate: Any
    id: bytes


def _tokens(module: Path) -> list[Any]:
    import pkcs11

    try:
        library: Any = pkcs11.lib(str(module))
    except (pkcs11.PKCS11Error, OSError, RuntimeError) as error:
        raise UserError(
            _(
                "“{file}” is not the library of a card or USB key. Choose the file that its maker names (.so, .dll or "
                ".dylib)."
            ).format(file=module.name),
            code="no_module",
        ) from error
    with _said():
        found = [slot.get_token() for slot in library.get_slots(token_present=True)]
    ready = [one for one in found if pkcs11.TokenFlag.TOKEN_INITIALIZED in one.flags]
    if not ready:
        raise _no_token()
    return ready


def _token(module: Path, serial: str) -> Any:
    found = next((one for one in _tokens(module) if _serial(one) == serial), None)
    if found is None:
        raise _no_token()
    return found


def _serial(token: Any) -> str:
    return bytes(token.serial).decode("ascii", "replace").strip("\0 ")


def _pin(token: Any, typed: str) -> Any:
    import pkcs11

    at_reader = pkcs11.TokenFlag.PROTECTED_AUTHENTICATION_PATH in token.flags and not typed
    return pkcs11.PROTECTED_AUTH if at_reader else typed


@contextmanager
def _session(token: Any, pin: Any = None) -> Iterator[Any]:
    with _said(), token.open() if pin is None else token.open(user_pin=pin) as session:
        yield session


@contextmanager
def _said() -> Iterator[None]:
    """Whatever a card throws, as one sentence."""
    import pkcs11

    try:
        yield
    except (pkcs11.PinLocked, pkcs11.PinExpired) as error:
        message = _("The PIN of this card is locked. Unlock it with the program and the PUK that came with the card.")
        raise UserError(message, code="pin_locked") from error
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.ArgumentsBad) as error:
        message = _("That is not the PIN of this card. After a few wrong tries it locks itself.")
        raise UserError(message, code="wrong_pin") from error
    except (pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised, pkcs11.DeviceRemoved, pkcs11.SlotIDInvalid) as error:
        raise _no_token() from error
    except pkcs11.NoSuchKey as error:
        raise _no_certificate() from error
    except pkcs11.PKCS11Error as error:
        message = _("The card did not do it. Take it out, put it back in and try once more.")
        raise UserError(message, code="card_failed") from error


def _certificates(session: Any) -> list[_OnCard]:
    from cryptography import x509
    from pkcs11 import Attribute, ObjectClass

    found = []
    for one in list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})):
        try:
            found.append(_OnCard(x509.load_der_x509_certificate(bytes(one[Attribute.VALUE])), bytes(one[Attribute.ID])))
        except ValueError:  # something else than X.509, or damaged: then it is none to sign with
            continue
    return found


def _chosen(every: Sequence[_OnCard], fingerprint: str) -> _OnCard:
    found = next((one for one in every if info_of(one.certificate, "").fingerprint == fingerprint), None)
    if found is None:
        raise _no_certificate()
    return found


def _no_token() -> UserError:
    return UserError(_("No card or USB key was found. Put it in and look again."), code="no_token")


def _no_certificate() -> UserError:
    return UserError(_("There is no certificate on this card that can sign a letter."), code="no_certificate")
