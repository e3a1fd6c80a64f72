"""A client for timestamps (RFC 3161) over HTTP, with the standard library. The server gets a digest, not the letter."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

TIMESTAMP_SECONDS = 20
MOST_TIMESTAMP_BYTES = 200_000


def timestamper(url: str) -> Any:
    """What pyHanko asks for timestamps; everything that goes wrong there is a `UserError` ``timestamp_failed``."""
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    if urlsplit(url).scheme not in ("http", "https"):
        raise UserError(_("“{url}” is not the address of a timestamp server.").format(url=url), code="timestamp_failed")

    class Client(TimeStamper):
        async def async_request_tsa_response(self, req: Any) -> Any:
            message = urllib.request.Request(
                url, data=req.dump(), headers={"Content-Type": "application/timestamp-query"}
            )
            with urllib.request.urlopen(message, timeout=TIMESTAMP_SECONDS) as answer:
                return tsp.TimeStampResp.load(answer.read(MOST_TIMESTAMP_BYTES))

        async def async_timestamp(self, message_digest: Any, md_algorithm: Any) -> Any:
            try:
                return await super().async_timestamp(message_digest, md_algorithm)
            except (OSError, ValueError, TypeError, KeyError) as error:
                raise UserError(
                    _("The timestamp server does not answer. Try later, or sign without a timestamp."),
                    code="timestamp_failed",
                ) from error

    client: Callable[[], Any] = Client
    return client()
