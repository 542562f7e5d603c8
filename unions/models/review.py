"""What waits for somebody who may publish it."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.models.about_row import AboutRow, AboutRowQuerySet, about

if TYPE_CHECKING:
    from unions.models.staff import User

LONGEST_NOTE = 1000


class ReviewQuerySet(AboutRowQuerySet):
    def send(self, row: Any, *, user: "User", note: str) -> "Review":
        """Ask that the row be published as it is, or as its next version is."""
        values = {
            "state": Review.State.WAITING,
            "name": str(row)[:300],
            "note": note.strip()[:LONGEST_NOTE],
            "sent_by": user,
            "sent_at": timezone.now(),
            "answer": "",
            "answered_by": None,
        }
        line = about(row)
        keys = {name: line.pop(name) for name in ["content_type", "object_id"]}
        return self.update_or_create(**keys, defaults={**line, **values})[0]

    def waiting(self) -> Self:
        return self.filter(state=Review.State.WAITING)

    def sent_back_to(self, user: Any) -> Self:
        return self.filter(state=Review.State.SENT_BACK, sent_by=user)


class Review(AboutRow):
    """A request to publish: waiting, or sent back with what is to be changed. Publishing ends it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("in review")
        SENT_BACK = "sent_back", _("sent back")

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    note = models.CharField(_("note"), max_length=LONGEST_NOTE, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    sent_at = models.DateTimeField(_("sent"))
    answer = models.CharField(_("answer"), max_length=LONGEST_NOTE, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="unions_review_one_a_row"),
        ]
        indexes = [models.Index(fields=["union", "state"], name="unions_review_by_state")]

    def send_back(self, user: "User", answer: str) -> None:
        self.state = self.State.SENT_BACK
        self.answer, self.answered_by = answer.strip()[:LONGEST_NOTE], user
        self.save()
