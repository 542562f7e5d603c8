"""Around every request, finished pages included: its number, its line in the log, its place in the counts."""

import logging
import re
import secrets
import time
from typing import Any

from django.conf import settings

from trakyakent_site.operations.logs import Asked, asked
from trakyakent_site.server import counters
from unions.background.proxies import is_trusted
from unions.tenancy.requests import USER
from unions.tenancy.scope import GENERATION

NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
# What is asked every few seconds says nothing.
NOT_TOLD = {"/canli", "/hazir", "/isler", "/olcumler"}
log = logging.getLogger("trakyakent_site.requests")


def with_numbers(application: Any) -> Any:
    """The application, each of whose requests has a number: the proxy's, or one of its own."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        began = time.perf_counter()
        request = Asked(number_of(environ), environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""))
        token = asked.set(request)
        told: list[Any] = ["500", []]

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            told[:] = [status, headers]
            return start_response(status, [*headers, ("X-Request-ID", request.number)], exc_info)

        try:
            return application(environ, start)
        finally:
            finish(environ, request, told[0], told[1], time.perf_counter() - began)
            asked.reset(token)

    return answer


def number_of(environ: dict[str, Any]) -> str:
    """The number that a trusted proxy gave; a visitor's own could be made to look like another request's."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    if NUMBER.fullmatch(given) and is_trusted(environ.get("REMOTE_ADDR") or "", settings.TRUSTED_PROXIES):
        return str(given)
    return secrets.token_hex(8)


def finish(environ: dict[str, Any], request: Asked, status: str, headers: list, seconds: float) -> None:
    if request.path in NOT_TOLD:
        return
    counters.request(status, cache_note(headers), seconds)
    if not settings.REQUEST_LOG:
        return
    request.union = (environ.get(GENERATION) or (None,))[0]
    request.user = environ.get(USER)
    log.info("answered", extra={"status_code": int(status[:3]), "milliseconds": round(seconds * 1000, 1)})


def cache_note(headers: list[tuple[str, str]]) -> str:
    return next((value for name, value in headers if name == "Cache-Status"), "")
