"""The addresses of files that others have taken the place of."""

from django.urls import reverse

from unions.models import PathRedirect, Union


def lead_on(union: Union, former: str, present: str) -> None:
    """Whoever knows the address of a former file is led to the one in its place."""
    there, here = (reverse("stored_file", args=[name]) for name in (former, present))
    PathRedirect.record(union, there, here)
    # An earlier file that comes back.
    PathRedirect.remove(union, here)
