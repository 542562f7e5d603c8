"""The generation of a union: a number that every change of its public pages raises.

A write that can change a public page raises it in the same transaction, so a rendered page may be cached while the
number stays the same. Reference data shared by all unions raises the number of every union.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, signals

from unions.text.cleaning import not_for_templates
from unions.text.search_text import SearchTextQuerySet

# By model, what else is to follow its rows that are written in bulk: called with the rows before the write, it returns
# what to do once the number is raised. Apps above add themselves; single rows have signals.
followers: dict[type[models.Model], Callable[[models.QuerySet], Callable[[], None]]] = {}

# By model, what refuses rows that are written in bulk: called with the rows, and with the values of an update.
guards: dict[type[models.Model], Callable[..., None]] = {}


def guard(model: type[models.Model], rows: Iterable[Any], values: dict[str, Any] | None = None) -> None:
    if model in guards:
        guards[model](rows, values)


def follow(rows: models.QuerySet) -> Callable[[], object]:
    follower = followers.get(rows.model)
    return follower(rows) if follower else bool


class ChangeCountingQuerySet(SearchTextQuerySet):
    """A queryset whose bulk writes raise the generation, since they bypass `save()` and its signals."""

    @not_for_templates
    def update(self, **values: Any) -> int:
        with transaction.atomic(using=self.db):
            guard(self.model, self, values)
            unions, note = self._union_ids(), follow(self)
            count = super().update(**values)
            # Rows that move to another union change the pages of both.
            for name in {"union", "union_id"} & values.keys():
                unions.add(getattr(values[name], "pk", values[name]))
            raise_generation(self.model, unions, using=self.db)
            note()
        return count

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        objs = list(objs)
        with transaction.atomic(using=self.db):
            for row in objs:
                # What is prepared follows from the texts.
                row.clean_text()
                row.prepare_for_save()
            guard(self.model, objs)
            created = super().bulk_create(objs, *args, **kwargs)
            raise_generation(self.model, unions_of(objs), using=self.db)
            follow(models.QuerySet(self.model, using=self.db).filter(pk__in=[row.pk for row in created if row.pk]))()
        return created

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        objs = list(objs)
        with transaction.atomic(using=self.db):
            guard(self.model, objs)
            count = super().bulk_update(objs, fields, batch_size=batch_size)
            raise_generation(self.model, unions_of(objs), using=self.db)
        return count

    def _raw_delete(self, using: str | None) -> int:
        with transaction.atomic(using=using):
            unions, note = self._union_ids(), follow(self)
            count = super()._raw_delete(using)
            raise_generation(self.model, unions, using=using)
            note()
        return count

    def _union_ids(self) -> set[int]:
        if is_union(self.model):
            return set(self.order_by().values_list("pk", flat=True))
        if not is_owned(self.model):
            return set()
        # The caller's slice or ordering must not affect this query.
        return set(self.model.all_unions.filter(pk__in=self.values("pk")).order_by().values_list("union", flat=True))


def unions_of(rows: Iterable[Any]) -> set[int]:
    """The unions that the rows belong to; of a union's own row, that union."""
    return {row.pk if is_union(row) else row.union_id for row in rows if is_union(row) or is_owned(row)}


def is_union(model: type[models.Model] | models.Model) -> bool:
    return model._meta.label == "unions.Union"


def is_owned(model: type[models.Model] | models.Model) -> bool:
    """Whether rows of the model belong to one union rather than to all."""
    return any(field.name == "union" for field in model._meta.concrete_fields)


def is_public_content(model: type[models.Model]) -> bool:
    """Whether a public page may show the model's rows; models that no page shows set `is_public_content` to False."""
    return bool(getattr(model, "is_public_content", True))


def raise_generation(model: type[models.Model], union_ids: Collection[int], *, using: str | None = None) -> None:
    """Count one more change for the given unions, or for every union where the model is shared reference data."""
    if not is_public_content(model):
        return
    # By its name: every model rests on this module.
    generations: models.QuerySet = models.QuerySet(apps.get_model("unions", "Generation"), using=using)
    if is_owned(model) or is_union(model):
        generations = generations.filter(union__in=union_ids)
        if not union_ids:
            return
    generations.update(number=F("number") + 1)


def connect(model: type[models.Model]) -> None:
    """Make single saves, deletions and many-to-many changes of the model raise the generation."""
    label = model._meta.label

    def changed(sender: Any, instance: models.Model, using: str, **kwargs: Any) -> None:
        raise_generation(model, unions_of([instance]), using=using)

    def links_changed(sender: Any, instance: models.Model, action: str, using: str, **kwargs: Any) -> None:
        if action.startswith("post_"):
            changed(sender, instance, using)

    # `weak=False` keeps these closures alive; the uid keeps a second call from connecting twice.
    signals.post_save.connect(changed, sender=model, weak=False, dispatch_uid=f"generation-save-{label}")
    signals.post_delete.connect(changed, sender=model, weak=False, dispatch_uid=f"generation-delete-{label}")
    for field in model._meta.local_many_to_many:
        through = field.remote_field.through
        signals.m2m_changed.connect(
            links_changed, sender=through, weak=False, dispatch_uid=f"generation-m2m-{label}-{field.name}"
        )
