"""Whether a visitor came by https, as the trusted proxies say; before the page cache, whose keys hold it."""

import logging
from functools import cache

from django.conf import settings

from unions.background.proxies import is_trusted

log = logging.getLogger(__name__)
SAID_BY_PROXY = "HTTP_X_FORWARDED_PROTO"


def with_scheme_of_proxies(application):
    """The application with `wsgi.url_scheme` as the proxy that the visitor met first has named it.

    Two proxies in a row make a list, `https,http`: the first entry is the visitor's own connection.
    """

    def tell_scheme(environ, start_response):
        said = environ.get(SAID_BY_PROXY)
        if said is not None and is_trusted(environ.get("REMOTE_ADDR") or "", settings.TRUSTED_PROXIES):
            if "," in said:
                say_once()
            is_secure = said.partition(",")[0].strip().lower() == "https"
            environ["wsgi.url_scheme"] = "https" if is_secure else "http"
        return application(environ, start_response)

    return tell_scheme


@cache
def say_once() -> None:
    """To the operator, once a process."""
    log.warning(
        "A proxy forwards two protocols (X-Forwarded-Proto); the first one counts. If that is wrong, have the inner"
        " proxy pass on what the outer one says, or set it alone."
    )
