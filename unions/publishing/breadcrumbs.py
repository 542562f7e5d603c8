"""The sections of the site, for breadcrumbs and for links from one section to another.

Each app registers its sections in its urls.py, so no app names those of the apps above it.
"""

from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Section:
    label: Promise
    # The name of a section that is beneath this one, although an app below declares it.
    above: str = ""
    # For a link to the section from pages of the apps below: its words, and the topic of the page that shows it.
    link_label: Promise | str = ""
    topic: str = ""


_sections: dict[str, Section] = {}


def register_section(
    name: str, label: Promise, *, above: str = "", topic: str = "", link_label: Promise | str = ""
) -> None:
    _sections[name] = Section(label, above, link_label, topic)


def sections() -> dict[str, Section]:
    """All sections by the names of their addresses."""
    # Importing the addresses registers them.
    import_module(settings.ROOT_URLCONF)
    return _sections


def breadcrumbs(*names: str) -> list[dict]:
    """The sections of these names, after those above the first."""
    trail = [{"label": sections()[name].label, "url": reverse(name)} for name in names]
    return [*breadcrumbs_above(names[0]), *trail]


def breadcrumbs_above(name: str) -> list[dict]:
    """The sections above a section."""
    parents = [parent for parent, section in sections().items() if section.above == name]
    return breadcrumbs(*parents) if parents else []


def section_of_path(path: str) -> dict | None:
    """The section at an address or nearest above it: where to go on from a page that is not there."""
    parts = path.strip("/").split("/")
    for length in range(len(parts), 0, -1):
        above = "/" + "/".join(parts[:length]) + "/"
        with suppress(Resolver404):
            name = resolve(above).url_name or ""
            if name in sections():
                return {"label": sections()[name].label, "url": above, "is_here": above == path}
    return None


def links_about(topic: str) -> list[dict]:
    """Links to the sections that say more about a topic."""
    return [
        {"label": section.link_label, "url": reverse(name)}
        for name, section in sections().items()
        if section.topic == topic
    ]
