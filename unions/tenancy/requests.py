"""A request as views and templates get it: the middleware has found the union of its host."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django.db.models import Model

    from unions.models import Union
    from unions.publishing.preview import Preview


class UnionRequest(HttpRequest):
    """Only a name for what the middleware adds; no request is made of this class."""

    union: "Union"
    # The row that the page is about, set by its view.
    subject: "Model"
    preview: "Preview"
