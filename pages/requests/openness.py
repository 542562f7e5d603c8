"""Whether the forms of a union are open: for the forms themselves, and for the board of its duties."""

from unions.models import Union


def are_forms_open(union: Union) -> bool:
    """Whether the union takes requests through its site: every union does from its first day, until it has ended.

    Whether anyone reads them follows from the staff: `pages.requests.mail` writes to the union's address as well.
    """
    return not union.has_ended
