"""A mail draft is a file that other programs read as it was meant."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.mail import MailDraft, MailFile, addressed, eml, is_address


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def addresses(message: EmailMessage, line: str) -> list[str]:
    return [one.addr_spec for one in message[line].addresses] if message[line] else []


def words(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_draft_keeps_its_words_addresses_and_files() -> None:
    draft = MailDraft(
        "Agenda wijkraad Zuid – 8 december, café ’t Hoekje",
        "Beste leden,\n\nHierbij de agenda.\n.\nVan harte – “tot dan”\n",
        to=("Zoë de Boër <zoe@voorbeeld.nl>",),
        bcc=("a@voorbeeld.nl", "b@voorbeeld.nl"),
        attachments=(MailFile("Agenda – één.pdf", b"%PDF-1.7\r\n\x00\xff", "application/pdf"),),
    )
    data = eml(draft)
    message = read(data)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == draft.subject
    assert message["To"].addresses[0].display_name == "Zoë de Boër"
    assert addresses(message, "Bcc") == ["a@voorbeeld.nl", "b@voorbeeld.nl"]
    assert words(message) == draft.text
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Agenda – één.pdf" and attached.get_content() == draft.attachments[0].data
    assert eml(draft) == data and max(map(len, data.split(b"\r\n"))) < 998 and data.isascii()


def test_who_stands_in_two_lines_gets_one_mail() -> None:
    message = read(eml(MailDraft("", "", to=("a@b.nl",), cc=("A@b.nl", "c@b.nl"), bcc=("c@b.nl", "d@b.nl"))))
    assert (addresses(message, "To"), addresses(message, "Cc"), addresses(message, "Bcc")) == (
        ["a@b.nl"], ["c@b.nl"], ["d@b.nl"],
    )  # fmt: skip


@pytest.mark.parametrize("wrong", ["", "jan", "jan@", "@b.nl", "jan@b", "jan de boer@b.nl", "ján@b.nl"])
def test_what_is_no_address_is_refused_by_name(wrong: str) -> None:
    assert not is_address(wrong)
    with pytest.raises(UserError, match="“") as refused:
        eml(MailDraft("s", "t", to=(wrong,)))
    assert refused.value.code == "wrong_address"


def test_a_domain_with_accents_is_written_as_mail_programs_send_it() -> None:
    assert addresses(read(eml(MailDraft("s", "t", to=("info@bücher.nl",)))), "To") == ["info@xn--bcher-kva.nl"]


def test_no_header_can_be_added_by_what_is_typed() -> None:
    message = read(eml(MailDraft("Hoi\r\nBcc: x@y.nl", "t", to=("Jan\r\nBcc: x <a@b.nl>",))))
    assert message["Bcc"] is None and message["Subject"] == "Hoi Bcc: x@y.nl"


@given(
    st.text(max_size=120), st.text(max_size=300),
    st.lists(st.tuples(st.text(max_size=40), st.from_regex(r"[a-z0-9]{1,12}@[a-z]{1,10}\.nl", fullmatch=True)),
             max_size=12, unique_by=lambda pair: pair[1]),
)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_any_words_and_names_come_out_again(subject: str, text: str, people: list[tuple[str, str]]) -> None:
    draft = MailDraft(subject, text, to=tuple(addressed(name, address) for name, address in people))
    message = read(eml(draft))
    assert addresses(message, "To") == [address for _name, address in people]
    assert "".join(message["Subject"].split()) == "".join(c for c in "".join(subject.split()) if kept(c))
    normal = "".join(c for c in text if kept(c)).replace("\r\n", "\n").replace("\r", "\n")
    assert words(message) == normal.rstrip("\n") + "\n"


def kept(character: str) -> bool:
    code = ord(character)
    return (code >= 32 and code not in (0x7F, 0xFFFE, 0xFFFF) and not 0xD800 <= code < 0xE000) or code in (9, 10, 13)
