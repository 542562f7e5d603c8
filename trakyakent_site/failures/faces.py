"""What a page says of its union when the database cannot be asked: as it was when a page was last made."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty

from unions.caching.store import Store
from unions.models import Union
from unions.publishing.addresses import LANGUAGES


@dataclass(frozen=True)
class Face:
    """A union's name by language, and its looks."""

    names: dict[str, str]
    mark: str = "plain"
    accent_hue: int = 200
    sign_hue: int = 50


_faces = Store(most=10_000)


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Keep what a page that was made has already read; nothing is read for it."""
    union = getattr(request, "union", None)
    if union is None or response.status_code != 200:
        return
    known: Face | None = _faces.get(request.META.get("HTTP_HOST", ""))
    names = names_read(union, response) or (known.names if known else {})
    _faces.put(request.META.get("HTTP_HOST", ""), Face(names, union.mark, union.accent_hue, union.sign_hue))


def names_read(union, response: HttpResponse) -> dict[str, str]:
    """The names that a page has read, if it was about no other union: those who run the installation see them all."""
    context = getattr(response, "context_data", None) or {}
    if any(isinstance(context.get(key), Union) and context[key].pk != union.pk for key in ["original", "object"]):
        return {}
    name: Any = vars(union).get("current_name")
    is_unread = isinstance(name, SimpleLazyObject) and vars(name).get("_wrapped") is empty
    if name is not None and not is_unread:
        is_own = getattr(name, "union_id", union.pk) == union.pk
        return (
            {language: getattr(name, f"name_{language}", "") or name.name for language in LANGUAGES} if is_own else {}
        )
    header = context.get("site_header")
    return dict.fromkeys(LANGUAGES, str(header)) if header else {}


def face_of(request: HttpRequest) -> Face:
    """The face of the union whose host was asked; without a name if none of its pages has been made."""
    return _faces.get(request.META.get("HTTP_HOST", "")) or Face({})
