"""Every address of the site, read from the URL configuration."""

import re
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

from unions.publishing.addresses import LANGUAGES
from unions.tenancy.requests import STAFF_ROUTE


@dataclass(frozen=True)
class Address:
    """One pattern of the URL configuration, with all that stands before it."""

    name: str
    namespace: str
    route: str
    has_language: bool

    @property
    def key(self) -> str:
        """The name of the address, or its route where it has none."""
        return ":".join(part for part in [self.namespace, self.name or f"/{self.route}"] if part)

    @property
    def is_admin(self) -> bool:
        # The pages about accounts stand beside those of the admin site.
        return self.namespace == "admin" or self.route.startswith(STAFF_ROUTE)

    @property
    def languages(self) -> list[str]:
        return LANGUAGES if self.has_language else LANGUAGES[:1]

    def path(self, language: str, *arguments, **values) -> str:
        """The path with these values; a nameless route is filled in as it is written."""
        with translation.override(language):
            if self.name:
                return reverse(
                    f"{self.namespace}:{self.name}" if self.namespace else self.name, None, arguments, values
                )
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values[match[1]]), self.route)
        return "/" + re.sub(r"\^?\(\?P<(\w+)>.*?\)\$", lambda match: str(values[match[1]]), filled)

    def __str__(self):
        return self.key


def addresses() -> list[Address]:
    with translation.override(LANGUAGES[0]):
        found = list(_walk(get_resolver().url_patterns, Address("", "", "", has_language=False)))
    return list(dict.fromkeys(found))


def _walk(patterns, above: Address):
    for pattern in patterns:
        has_language = above.has_language or isinstance(pattern.pattern, LocalePrefixPattern)
        route = above.route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            namespace = ":".join(part for part in [above.namespace, pattern.namespace] if part)
            yield from _walk(pattern.url_patterns, Address("", namespace, route, has_language))
        else:
            yield Address(pattern.name or "", above.namespace, route, has_language)
