"""How a signature is made: nothing beside it in its hole, all it must say, no method that can be forged, a fit key.

Validators let these pass (measured): bytes behind the digits, a signature that doesn't name its certificate
(ETSI EN 319 142-1, 6.3), keys for websites.
"""

from __future__ import annotations

from typing import Any

from wijkraad_app.kernel.i18n import _

from .keys import FOR_SIGNING

FORGEABLE = {"md2", "md5", "sha1"}
"""Digests for which another text with the same value can be made."""


def problem(embedded: Any, signer: str, *, only_time: bool) -> str:
    """What is wrong with how this was signed, in a sentence; "" for nothing. ``only_time``: a timestamp."""
    info = embedded.signer_info
    if _beside(embedded):
        return _("Something is hidden beside the signature of {signer}. Do not trust this copy.").format(signer=signer)
    if info["digest_algorithm"]["algorithm"].native in FORGEABLE:
        return _("The signature of {signer} is made in an old way that can be forged.").format(signer=signer)
    if not _says_all(embedded, info):
        return _("The signature of {signer} is not complete.").format(signer=signer)
    if not only_time and not _fit(embedded.signer_cert):
        return _("The key of {signer} is not meant for signing.").format(signer=signer)
    return ""


def _beside(embedded: Any) -> bool:
    """More than zeros behind the signature in the room that was kept for it."""
    from asn1crypto import core

    room = bytes(embedded.pkcs7_content)
    held = core.load(room)
    return any(room[len(held.dump()) :])


def _says_all(embedded: Any, info: Any) -> bool:
    """Signed with the digest of the file, and in the European form also the certificate."""
    attributes = info["signed_attrs"]
    said = {one["type"].native for one in attributes} if attributes else set()
    needed = "message_digest" in said and "content_type" in said
    european = str(embedded.sig_object.get("/SubFilter", "")) == "/ETSI.CAdES.detached"
    return needed and (not european or bool(said & {"signing_certificate", "signing_certificate_v2"}))


def _fit(certificate: Any) -> bool:
    usage, purposes = certificate.key_usage_value, certificate.extended_key_usage_value
    signs = usage is None or bool({"digital_signature", "non_repudiation"} & usage.native)
    return signs and (purposes is None or any(one.dotted in FOR_SIGNING for one in purposes))
