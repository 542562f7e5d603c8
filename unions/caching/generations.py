"""The number that says how often a union's public pages may have changed.

Every write that can change a public page raises it in the same transaction, so a finished page may be kept for as
long as the number stands still. Reference data shared by all unions raises the number of every union.
"""

from django.db import models, transaction
from django.db.models import F, signals


class ChangeCountingQuerySet(models.QuerySet):
    """A queryset whose bulk writes raise the generation: they bypass `save()` and its signals."""

    def update(self, **values):
        with transaction.atomic(using=self.db):
            unions = self._union_ids()
            count = super().update(**values)
            # Rows that change hands change the pages of both.
            for name in {"union", "union_id"} & values.keys():
                unions.add(getattr(values[name], "pk", values[name]))
            raise_generation(self.model, unions, using=self.db)
        return count

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        with transaction.atomic(using=self.db):
            for row in objs:
                row.prepare_for_save()
            created = super().bulk_create(objs, *args, **kwargs)
            raise_generation(self.model, unions_of(objs), using=self.db)
        return created

    def bulk_update(self, objs, fields, batch_size=None):
        objs = list(objs)
        with transaction.atomic(using=self.db):
            count = super().bulk_update(objs, fields, batch_size=batch_size)
            raise_generation(self.model, unions_of(objs), using=self.db)
        return count

    def _raw_delete(self, using):
        with transaction.atomic(using=using):
            unions = self._union_ids()
            count = super()._raw_delete(using)
            raise_generation(self.model, unions, using=using)
        return count

    def _union_ids(self) -> set[int]:
        if is_union(self.model):
            return set(self.order_by().values_list("pk", flat=True))
        if not is_owned(self.model):
            return set()
        # A slice or an ordering of the caller must not reach this look-up.
        return set(self.model.all_unions.filter(pk__in=self.values("pk")).order_by().values_list("union", flat=True))


def unions_of(rows) -> set[int]:
    """The unions that the rows belong to; of a union's own row, that union."""
    return {row.pk if is_union(row) else row.union_id for row in rows if is_union(row) or is_owned(row)}


def is_union(model) -> bool:
    return model._meta.label == "unions.Union"


def is_owned(model) -> bool:
    """Whether rows of the model belong to one union rather than to all."""
    return any(field.name == "union" for field in model._meta.concrete_fields)


def is_public_content(model) -> bool:
    """Whether a public page may show something of the model's rows; the models that none shows say so themselves."""
    return getattr(model, "is_public_content", True)


def raise_generation(model, union_ids, *, using=None) -> None:
    """Count one more change for the given unions, or for every union where the model is shared reference data."""
    if not is_public_content(model):
        return
    from unions.models import Generation

    generations = models.QuerySet(Generation, using=using)
    if is_owned(model) or is_union(model):
        generations = generations.filter(union__in=union_ids)
        if not union_ids:
            return
    generations.update(number=F("number") + 1)


def connect(model) -> None:
    """Make single saves, deletions and many-to-many changes of the model raise the generation."""
    label = model._meta.label

    def changed(sender, instance, using, **kwargs):
        raise_generation(model, unions_of([instance]), using=using)

    def links_changed(sender, instance, action, using, **kwargs):
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
