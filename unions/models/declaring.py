"""What a model says in one line."""

from django.db import models

from unions.models.ownership import ScopedManager, ScopedQuerySet


def managers(rows: type[ScopedQuerySet]) -> tuple[ScopedManager, models.Manager]:
    """The two ways to a union's rows, both with the named queries of `rows`.

    The first sees the union the running code is bound to, the second all unions:

        objects, all_unions = managers(PostQuerySet)
    """
    return ScopedManager.from_queryset(rows)(), models.Manager.from_queryset(rows)()
