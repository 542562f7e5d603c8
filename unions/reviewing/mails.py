"""The mails of a review: to everybody who can publish, and back to whoever asked."""

from typing import Any

from django.utils import translation

from unions.accounts.notices import compose
from unions.models import Review, StaffRole, User
from unions.tenancy.roles import permissions_of, roles
from unions.text.turkish import capfirst


def people_who_publish(model: Any) -> list[User]:
    """The staff of the union that the code is bound to who may publish rows of the model."""
    right = f"{model._meta.app_label}.publish_{model._meta.model_name}"
    able = [role for role in roles() if right in permissions_of(role)]
    found = StaffRole.objects.filter(role__in=able, user__is_active=True).select_related("user").order_by("pk")
    return [role.user for role in found]


def ask_to_publish(review: Review, model: Any, link: str) -> int:
    """Tell everybody who can publish that something waits for them; returns how many have an address."""
    others = [person for person in people_who_publish(model) if person.pk != review.sent_by_id]
    return sum(tell(person, review, model, link) for person in others)


def tell_author(review: Review, model: Any, link: str) -> int:
    """Tell whoever asked what became of it."""
    return tell(review.sent_by, review, model, link) if review.sent_by and review.sent_by.is_active else 0


def tell(person: User, review: Review, model: Any, link: str) -> int:
    address = person.proved_address
    if not address:
        return 0
    with translation.override(person.language):
        kind = capfirst(str(model._meta.verbose_name), person.language)
        mail = compose("review", address, person=person, review=review, kind=kind, link_to_it=link)
    mail.save()
    return 1
