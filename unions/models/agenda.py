"""What a meeting is to decide on, and the papers of each matter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.files.fields import UploadField
from unions.models.meeting import Meeting
from unions.models.ownership import UnionOwned
from unions.text.search_text import Searchable


class AgendaItem(UnionOwned, Searchable):
    """One matter a meeting has been called to deal with; nothing else may be dealt with (art. 11)."""

    translated = ["title", "text"]
    search_fields = ["title"]
    rights_group = "proceedings"

    union_from = "meeting"

    # An agenda is part of its meeting.
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="agenda_items", verbose_name=_("meeting")
    )
    number = models.PositiveSmallIntegerField(_("number"), default=0, help_text=_("Enter 0 for the next free number."))
    title = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("explanation"), blank=True)
    is_outside_call = models.BooleanField(
        _("not in the call"),
        default=False,
        help_text=_("Added at the meeting itself, without notice to the members."),
    )

    quorum_lost = models.BooleanField(
        _("quorum lost here"),
        default=False,
        help_text=_("At this item it was found that too few members were left. No decision can follow."),
    )

    class Meta(UnionOwned.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["number", "pk"]

    def __str__(self):
        return f"{self.number}. {self.title}"

    def prepare_for_save(self):
        super().prepare_for_save()
        if not self.number:
            highest = AgendaItem.all_unions.filter(meeting=self.meeting).aggregate(number=models.Max("number"))
            self.number = (highest["number"] or 0) + 1


class AgendaPaper(UnionOwned, Searchable):
    """A paper that an agenda item lays before the meeting."""

    translated = ["title"]
    search_fields = ["title"]
    rights_group = "proceedings"

    union_from = "agenda_item"

    # The paper belongs to that item and is deleted with it.
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="papers", verbose_name=_("agenda item")
    )
    title = models.CharField(_("title"), max_length=200)
    file = UploadField(_("file"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(UnionOwned.Meta):
        verbose_name = _("agenda item document")
        verbose_name_plural = _("agenda item documents")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    @property
    def is_public(self) -> bool:
        """A paper is as public as the meeting it was laid before."""
        return self.agenda_item.meeting.is_public
