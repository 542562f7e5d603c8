"""Who took a picture or owns it, as readers are told below it."""

from typing import Any

from django.http import HttpRequest

from pages.library.models import Picture
from unions.caching.per_generation import cached_per_generation
from unions.caching.same_answers import made_of_rows


@made_of_rows
def credits_of_union() -> dict[str, str]:
    """The credits of all pictures that have one, by the name of the stored file."""
    return dict(Picture.objects.credited().order_by().values_list("picture", "credit"))


def credit_of(request: HttpRequest, row: Any, field: str = "picture") -> str:
    """What is said below the picture of a row; nothing where the library says nothing."""
    file = getattr(row, field, None)
    if not file:
        return ""
    # Asked once a page: a gallery has hundreds of pictures.
    if not hasattr(request, "picture_credits"):
        request.picture_credits = cached_per_generation(request, credits_of_union)  # type: ignore[attr-defined]  # ours
    credit: str = request.picture_credits.get(file.name, "")  # type: ignore[attr-defined]  # ours
    return credit
