"""Empties the bin: what was deleted long ago goes for good, with its history, so that its files can go too."""

from functools import partial

from django.db import transaction

from unions.background import periodic
from unions.history.things import state_at
from unions.models import Deletion, NextVersion, Review, UnionOwned

# In one go of the worker; the next hour has the rest.
MOST = 200


def empty_bin() -> int:
    """Forget the things whose term has ended; returns how many."""
    over = list(Deletion.objects.over().select_related("content_type").order_by("deleted_at")[:MOST])
    for deletion in over:
        periodic.apart(f"The forgetting of the deletion {deletion.pk}", partial(forget, deletion))
    return len(over)


@transaction.atomic
def forget(deletion: Deletion) -> None:
    model = deletion.content_type.model_class()
    state = None
    if model is not None and issubclass(model, UnionOwned) and not is_there(model, deletion.object_id):
        state = state_at(model, deletion.object_id, deletion.deleted_at)
    for gone in [state, *state.walk()] if state else []:
        kind = gone.record.instance_type
        if not is_there(kind, gone.number):
            kind.history.filter(id=gone.number).delete()
    if model is None or not (issubclass(model, UnionOwned) and is_there(model, deletion.object_id)):
        for beside in (NextVersion, Review):
            beside.objects.filter(content_type=deletion.content_type, object_id=deletion.object_id).delete()
    deletion.delete()


def is_there(model: type[UnionOwned], pk: int) -> bool:
    """Whether the row has come back, or its number names another one."""
    return model.all_unions.filter(pk=pk).exists()
