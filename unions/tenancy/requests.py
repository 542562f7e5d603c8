"""The type of a request after the middleware has set its union."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django.db.models import Model

    from unions.lists.filters import FilterForm
    from unions.models import Union, User
    from unions.publishing.preview import Preview


# Below this address everything is for staff.
STAFF_ROUTE = "yonetim/"


# Where the WSGI environment of a request names the person who has signed in, by number.
USER = "trakyakent.user"


class UnionRequest(HttpRequest):
    """The attributes that the middleware adds, for type checkers; no request is an instance of this class."""

    union: "Union"
    # The row that the page shows, set by its view.
    subject: "Model"
    preview: "Preview"
    # The form that narrows the list of the page.
    filter_form: "FilterForm"


class PersonRequest(UnionRequest):
    """A request of somebody who has signed in, to a page about their own account."""

    user: "User"
    # The seconds to wait, where something was asked too often.
    retry_after: int
