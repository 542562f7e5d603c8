"""What a request is about, and who asks: read from the WSGI environment, before Django sees it."""

import re
from functools import lru_cache

from django.http.request import split_domain_port

from trakyakent_site.own_cookies import cookie_names, own_cookies
from unions.lists import parameters

HOST = re.compile(r"[a-z0-9.-]+(?::[0-9]{1,5})?|\[[0-9a-f:]+\](?::[0-9]{1,5})?")
# What others append to links; no page of ours reads these parameters.
TRACKING = re.compile(r"utm_[a-z_]+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid|_gl|_ga")
# The parameters of OParl's lists that have few values; its periods have countless ones.
OPARL_WORDS = {"page", "limit", "organization"}
LONGEST_QUERY = 200

split_host = lru_cache(maxsize=256)(split_domain_port)


class Requests:
    """Reads requests."""

    def __init__(self) -> None:
        self.own_cookies = own_cookies()
        self.parameter_words = {word for words in parameters.WORDS.values() for word in words.values()}

    def key_of(self, environ) -> tuple | None:
        """What the answer depends on; None where it may depend on more."""
        query = environ.get("QUERY_STRING", "")
        if query:
            query = self.question(environ["PATH_INFO"], query)
            if query is None:
                return None
            environ["QUERY_STRING"] = query
        return environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""), environ["PATH_INFO"], query

    def question(self, path: str, query: str) -> str | None:
        """The query string without the words of strangers' campaigns; None if it has others that are not ours."""
        if len(query) > LONGEST_QUERY and "fbclid" not in query and "utm_" not in query:
            return None
        words = OPARL_WORDS if path.startswith("/oparl/") else self.parameter_words
        parts = {}
        for part in query.split("&"):
            name = part.partition("=")[0]
            if not TRACKING.fullmatch(name):
                if name not in words or name in parts:
                    return None
                parts[name] = part
        question = "&".join(parts.values())
        return question if len(question) <= LONGEST_QUERY else None

    def is_reader(self, environ) -> bool:
        """Whether nothing in the request points to a member of staff; cookies of others do not."""
        cookies = environ.get("HTTP_COOKIE")
        if cookies and not self.own_cookies.isdisjoint(cookie_names(cookies)):
            return False
        return "HTTP_AUTHORIZATION" not in environ

    def is_ordinary(self, environ) -> bool:
        """Whether the request is of the kind that browsers send."""
        return (
            HOST.fullmatch(environ.get("HTTP_HOST", "")) is not None
            and not environ.get("SCRIPT_NAME")
            and environ.get("CONTENT_LENGTH") in (None, "", "0")
        )

    def is_anonymous(self, environ) -> bool:
        """Whether the answer may be that of all readers."""
        return self.is_reader(environ) and self.is_ordinary(environ)

    def host_of(self, environ) -> str:
        return split_host(environ.get("HTTP_HOST", ""))[0]

    def is_plain_host(self, environ) -> bool:
        """Whether the name of the host comes without a port, or with the one that the server listens on."""
        _name, port = split_host(environ["HTTP_HOST"])
        return port in ("", environ.get("SERVER_PORT"))
