"""How long signatures can be checked: the baseline levels of ETSI EN 319 142-1, 6, as far as the file itself tells.

Whether the authorities and servers are believed is another question, and judged apart.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from wijkraad_app.kernel.i18n import N_, _

_log = logging.getLogger(__name__)


class Level(StrEnum):
    """The level that all signatures of a file reach; the weakest counts."""

    NONE = ""
    BASIC = "B-B"
    TIMED = "B-T"
    LASTING = "B-LT"
    ARCHIVED = "B-LTA"

    @property
    def label(self) -> str:
        """In plain words, in the language in force."""
        return _(_LABELS[self]) if self else ""


_LABELS = {
    Level.BASIC: N_("signed, without a timestamp"),
    Level.TIMED: N_("signed, with a timestamp"),
    Level.LASTING: N_("signed, and to be checked years from now"),
    Level.ARCHIVED: N_("signed, and sealed for the archive"),
}


def level_of(opened: Any, signed: Sequence[Any], archives: Sequence[Any], roots: Sequence[Any]) -> Level:
    """The level of the signatures in ``signed``, all known to hold; ``archives`` are timestamps over the whole file.

    ``roots`` are authorities that needn't stand in the file themselves.
    """
    if not signed:
        return Level.NONE
    if not all(tokens(one) for one in signed):
        return Level.BASIC
    sealed = [one for one in archives if _lasting(opened.get_historical_resolver(one.signed_revision), signed, roots)]
    if sealed:
        return Level.ARCHIVED
    return Level.LASTING if _lasting(opened, signed, roots) else Level.TIMED


def tokens(embedded: Any) -> list[Any]:
    """The timestamps that are attached to a signature."""
    attributes = embedded.signer_info["unsigned_attrs"] or ()
    return [one["values"][0] for one in attributes if one["type"].native == "signature_time_stamp_token"]


def certificates(embedded: Any) -> list[Any]:
    """All certificates that come with a signature and with its timestamps."""
    return [embedded.signer_cert, *embedded.other_embedded_certs, *certificates_of_tokens(embedded)]


def certificates_of_tokens(embedded: Any) -> list[Any]:
    """The certificates that attached timestamps bring, the server's own first."""
    from pyhanko.sign.general import extract_certificate_info

    return [
        one
        for token in tokens(embedded)
        for info in [extract_certificate_info(token["content"])]
        for one in (info.signer_cert, *info.other_certs)
    ]


def moment_of(embedded: Any) -> datetime | None:
    """When it was signed: what its timestamp says, else what its signer says."""
    if embedded.sig_object_type == "/DocTimeStamp":
        found = embedded.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    elif stamps := tokens(embedded):
        found = stamps[0]["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    else:
        found = embedded.self_reported_timestamp
    return found if isinstance(found, datetime) else None


def anchors(found: Iterable[Any]) -> Iterator[Any]:
    """The authorities among certificates: those that issued themselves."""
    return (one for one in found if one.self_signed in ("yes", "maybe"))


def _lasting(state: Any, signed: Sequence[Any], roots: Sequence[Any]) -> bool:
    """Whether a state of the file holds what is needed to check ``signed`` without asking anyone."""
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError

    try:
        store = DocumentSecurityStore.read_dss(state)
        return all(_provable(one, store, roots) for one in signed)
    except NoDSSFoundError:
        return False
    except Exception:  # whatever a damaged store throws: then it proves nothing
        _log.info("validation data could not be read", exc_info=True)
        return False


def _provable(embedded: Any, store: Any, roots: Sequence[Any]) -> bool:
    from pyhanko.sign.validation.dss import collect_validation_info

    inside = [*certificates(embedded), *store.load_certs()]
    context = store.as_validation_context(
        {
            "trust_roots": [*roots, *anchors(inside)],
            "other_certs": inside,
            "moment": moment_of(embedded),
            "revocation_mode": "require",
            "retroactive_revinfo": True,
        }
    )
    try:
        asyncio.run(collect_validation_info(embedded, context))
    except Exception:  # of a dozen sorts, all of which mean: something is missing
        return False
    return True
