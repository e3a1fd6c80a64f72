"""Holes and ranges of signatures, certificates and timestamps that are not what they seem."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from wijkraad_app.pdf import keys
from wijkraad_app.pdf.keys import SigningKey
from wijkraad_app.pdf.reading import byte_ranges

from ..forging import (
    a_key,
    content_of,
    holes,
    remade,
    signed_with,
    signed_with_room,
    with_certificate,
    with_content,
    with_range,
    with_timestamp,
)
from .tools import (
    Bench,
    kind,
)


@kind("Dezelfde sleutel heeft twee keer getekend: Handtekening van M. van Duin, secretaris.", "incomplete")
def one_key_for_both(bench: Bench) -> bytes:
    return signed_with(bench.by_chair, "secretary", bench.chair, bench.at)


@kind("Dezelfde sleutel heeft twee keer getekend", "incomplete")
def one_key_under_two_certificates(bench: Bench) -> bytes:
    again = a_key(bench.authority, "M. van Duin", since=bench.at - timedelta(days=2), key=bench.chair.key)
    return signed_with(bench.by_chair, "secretary", again, bench.at)


@kind("gewijzigd na")
def a_range_with_a_gap(bench: Bench) -> bytes:
    one, two, three, four = byte_ranges(bench.by_both)[-1]
    return with_range(bench.by_both, (one, two - 5000, three, four))


@kind("einde van dit bestand ontbreekt")
def a_range_beyond_the_end(bench: Bench) -> bytes:
    one, two, three, four = byte_ranges(bench.by_both)[-1]
    return with_range(bench.by_both, (one, two, three, 10 ** len(str(four)) - 1))


@kind("gewijzigd na")
def a_range_that_starts_later(bench: Bench) -> bytes:
    _one, two, three, four = byte_ranges(bench.by_both)[-1]
    return with_range(bench.by_both, (9, two - 9, three, four))


@kind("gewijzigd na")
def a_range_of_two_numbers(bench: Bench) -> bytes:
    return with_range(bench.by_both, byte_ranges(bench.by_both)[-1][:2])


@kind("toegevoegd")
def a_second_range(bench: Bench) -> bytes:
    junk = b"\n% /ByteRange [0 10 20 " + str(len(bench.by_both) + 20).encode() + b"]\n"
    return bench.by_both + junk


@kind("toegevoegd of gewijzigd nadat")
def a_signature_with_a_wider_hole(bench: Bench) -> bytes:
    """A byte before the digits that the signature doesn't cover, signed that way by the secretary."""
    one, two, three, four = byte_ranges(bench.by_both)[-1]
    return remade(with_range(bench.by_both, (one, two - 1, three, four)), bench.secretary)


@kind("kunnen niet worden gelezen")
def digits_missing_in_the_hole(bench: Bench) -> bytes:
    start, end = holes(bench.by_both)[-1]
    return bench.by_both[:start] + b"30820" + b"0" * (end - start - 5) + bench.by_both[end:]


@kind("kunnen niet worden gelezen")
def words_in_the_hole(bench: Bench) -> bytes:
    start, end = holes(bench.by_both)[-1]
    return bench.by_both[:start] + b"zz" * ((end - start) // 2) + bench.by_both[end:]


@kind("verstopt naast de handtekening")
def something_hidden_behind_the_digits(bench: Bench) -> bytes:
    data = content_of(bench.by_both).dump()
    return with_content(bench.by_both, data + b"\x01\x02verstopt")


@kind("gewijzigd na")
def a_signature_from_another_letter(bench: Bench) -> bytes:
    return with_content(bench.by_both, content_of(bench.other).dump())


@kind("gewijzigd na")
def the_chairs_signature_in_the_secretarys_field(bench: Bench) -> bytes:
    return with_content(bench.by_both, content_of(bench.by_both, 0).dump())


def by_secretary(bench: Bench, key: SigningKey) -> bytes:
    return signed_with(bench.by_chair, "secretary", key, bench.at)


@kind("", "unknown")
def a_key_of_another_with_the_same_name(bench: Bench) -> bytes:
    other = keys.make_authority("Wijkraad De Singels", bench.at - timedelta(days=30))
    return by_secretary(bench, a_key(other, "M. van Duin", since=bench.at - timedelta(days=2)))


@kind("", "unknown")
def an_authority_with_the_same_name(bench: Bench) -> bytes:
    other = keys.make_authority("Wijkraad De Singels", bench.at - timedelta(days=30))
    key = a_key(other, "M. van Duin", since=bench.at - timedelta(days=2))
    return by_secretary(bench, SigningKey(key.info, key.key, key.certificate, bench.chair.chain))


@kind("De sleutel van M. van Duin was niet geldig")
def a_key_that_had_expired(bench: Bench) -> bytes:
    return by_secretary(bench, a_key(bench.authority, "M. van Duin", since=bench.at - timedelta(days=9), days=4))


@kind("De sleutel van M. van Duin was niet geldig")
def a_key_not_yet_valid(bench: Bench) -> bytes:
    return by_secretary(bench, a_key(bench.authority, "M. van Duin", since=bench.at + timedelta(days=9)))


@kind("De sleutel van M. van Duin is niet bedoeld om te ondertekenen")
def a_key_for_websites(bench: Bench) -> bytes:
    web = (x509_server(),)
    return by_secretary(bench, a_key(bench.authority, "M. van Duin", since=bench.at - timedelta(days=2), purposes=web))


def x509_server() -> Any:
    from cryptography.x509.oid import ExtendedKeyUsageOID

    return ExtendedKeyUsageOID.SERVER_AUTH


@kind("De sleutel van M. van Duin is niet bedoeld om te ondertekenen")
def a_key_that_may_not_sign(bench: Bench) -> bytes:
    key = a_key(bench.authority, "M. van Duin", since=bench.at - timedelta(days=2), may_sign=False)
    return by_secretary(bench, key)


@kind("", "unknown")
def a_key_issued_by_a_member(bench: Bench) -> bytes:
    """A member's own key is no authority, even when it calls itself one."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    member = bench.chair
    pem = member.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    own = keys.Authority(member.certificate.public_bytes(Encoding.PEM), pem)
    key = a_key(own, "M. van Duin", since=bench.at - timedelta(days=2))
    return by_secretary(bench, SigningKey(key.info, key.key, key.certificate, (member.certificate, *member.chain)))


@kind("beschadigd")
def a_certificate_swapped(bench: Bench) -> bytes:
    return with_certificate(bench.by_both, a_key(bench.authority, "B. Urgemeester", since=bench.at - timedelta(days=2)))


@kind("te vervalsen")
def a_weak_digest(bench: Bench) -> bytes:
    return remade(bench.by_both, bench.secretary, "sha1")


@kind("onvolledig")
def no_signed_attributes(bench: Bench) -> bytes:
    return remade(bench.by_both, bench.secretary, bare=True)


def without(*names: str) -> Callable[[list[Any]], list[Any]]:
    return lambda attributes: [one for one in attributes if one["type"].native not in names]


@kind("onvolledig")
def no_certificate_under_the_signature(bench: Bench) -> bytes:
    return remade(bench.by_both, bench.secretary, change=without("signing_certificate_v2"))


@kind("beschadigd")
def no_digest_under_the_signature(bench: Bench) -> bytes:
    return remade(bench.by_both, bench.secretary, change=without("message_digest"))


@kind("kunnen niet worden gelezen")
def two_signers_in_one_signature(bench: Bench) -> bytes:
    content = content_of(bench.by_both)
    infos = content["content"]["signer_infos"]
    content["content"]["signer_infos"] = [infos[0], infos[0].copy()]
    return with_content(bench.by_both, content.dump(force=True))


@kind("Het tijdstempel van M. van Duin hoort niet bij deze handtekening")
def a_timestamp_of_something_else(bench: Bench) -> bytes:
    signed = signed_with_room(bench.by_chair, "secretary", bench.secretary, bench.at)
    return with_timestamp(signed, bench.at, of=b"iets anders")
