"""What every public page shows around its content: names, menus, headquarters, the same page in the other language."""

from functools import partial
from operator import attrgetter

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from pages.frame.frame import Frame
from unions.tenancy.requests import UnionRequest

# What templates may ask for, and where the frame has it.
PARTS = {
    "names": "names",
    "former_name": "former_name",
    "founding_act": "founding_act",
    "executive": "executive",
    "emblem_url": "emblem_url",
    "budget_of_year": "budget",
    "menus": "menus",
    "menu_place": "menu_place",
    "menu": "main_menu",
    "footer_menu": "footer_menu",
    "headquarters": "contact.headquarters",
    "contact_points": "contact.contact_points",
    "canonical": "addresses.canonical",
    "alternates": "addresses.alternates",
    "language_links": "addresses.language_links",
}


def site(request: UnionRequest) -> dict:
    """The union and what surrounds the content of its pages; the admin dresses itself.

    A view whose page is about one row says so by `request.subject = row`: the language switch then stays on that row.
    """
    union = getattr(request, "union", None)
    if union is None or request.path.startswith(reverse("admin:index")):
        return {"union": union}
    frame = Frame(request)
    union.current_name = SimpleLazyObject(lambda: frame.current_name)
    parts = {name: SimpleLazyObject(partial(attrgetter(path), frame)) for name, path in PARTS.items()}
    return {"union": union, "frame": {"union": union, "rest": frame.rest, **parts}, **parts}
