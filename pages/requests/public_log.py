"""What readers see of a request that was published changes with the request itself.

A request is no public content: hundreds may come in a day, and no page changes by them. But the page of published
requests says what kind each is and what became of it, so a change of one of these is a change of the pages.
"""

from collections.abc import Callable

from django.db import models
from django.db.models import signals

from pages.requests.models import Request
from pages.requests.publication import RequestLogEntry
from unions.caching import generations


def connect() -> None:
    """Have every write of a published request count as a change of the pages, whichever way it is written."""
    generations.followers[Request] = follow
    signals.post_save.connect(written, sender=Request, dispatch_uid="published-request-save")


def written(sender: type[Request], instance: Request, created: bool, using: str, **_kwargs: object) -> None:
    # What has just come in is not published yet.
    if not created:
        count_change(models.QuerySet(Request, using=using).filter(pk=instance.pk))


def follow(rows: models.QuerySet) -> Callable[[], None]:
    """The same for rows that are written in bulk."""
    keys = list(rows.order_by().values_list("pk", flat=True))
    written_rows: models.QuerySet = models.QuerySet(Request, using=rows.db).filter(pk__in=keys)
    return lambda: count_change(written_rows)


def count_change(rows: models.QuerySet) -> None:
    entries = RequestLogEntry.all_unions.using(rows.db).filter(request__in=rows)
    generations.raise_generation(RequestLogEntry, set(entries.values_list("union", flat=True)), using=rows.db)
