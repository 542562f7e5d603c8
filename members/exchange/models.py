"""Imports from files: the file until it is confirmed, then what was saved, so that it can be undone."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.models import ScopedQuerySet, UnionOwned, managers
from unions.text.search_text import Searchable

# How long an uploaded file waits for its confirmation.
KEPT = timedelta(days=1)


class ImportRunQuerySet(ScopedQuerySet):
    def waiting(self):
        return self.filter(state=ImportRun.State.WAITING)

    def waiting_for(self, user):
        """Files that the person has chosen and not yet confirmed."""
        return self.waiting().filter(user=user)

    def forgotten(self):
        """Runs whose file nobody has confirmed within a day."""
        return self.waiting().filter(created_at__lt=timezone.now() - KEPT)

    def forget(self) -> int:
        """Discard the files that nobody has confirmed in time; returns how many."""
        runs = list(self.forgotten().defer("content"))
        for run in runs:
            run.discard()
        return len(runs)


class ImportRun(UnionOwned, Searchable):
    """One file that someone has chosen for import: what it is, what was answered, what was saved."""

    search_fields = ["file_name"]
    rights_group = "imports"

    class Kind(models.TextChoices):
        MEMBERSHIPS = "memberships", _("memberships")
        LISTINGS = "listings", _("listings")
        OFFICE_HOLDERS = "office-holders", _("office holders")
        POPULATION = "population", _("population")
        DECISIONS = "decisions", _("decisions")
        MEETINGS = "meetings", _("meetings")
        PAPERS = "papers", _("annual documents")

    class State(models.TextChoices):
        WAITING = "waiting", _("awaiting confirmation")
        WRITTEN = "written", _("saved")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    # A file is discarded after its use; the history would keep it for ever.
    not_in_history = ["content"]
    # No public page shows any of it.
    is_public_content = False

    kind = models.CharField(_("content"), max_length=20, choices=Kind.choices)
    file_name = models.CharField(_("file"), max_length=200)
    # Holds personal data that nobody has reviewed yet: only until it is used, never in the history.
    content = models.BinaryField(editable=False, default=bytes)
    # Who may see and confirm what waits; the record stays when the person goes.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, verbose_name=_("chosen by")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    # Tables are pasted from the clipboard, too; the text is then the content.
    is_pasted = models.BooleanField(_("pasted"), default=False, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    clears_empty = models.BooleanField(_("empty cells delete recorded values"), default=False)
    # Which municipality or person each unclear name means, and which rows are left out.
    answers = models.JSONField(default=dict, editable=False)
    # Each record saved, with its version and its values before.
    written = models.JSONField(default=list, editable=False)
    written_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    created_count = models.PositiveIntegerField(_("new"), default=0)
    changed_count = models.PositiveIntegerField(_("changed"), default=0)

    objects, all_unions = managers(ImportRunQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(content=b""),
                name="members_importrun_file_only_while_waiting",
                violation_error_message=_("The file is kept only until the import is confirmed or discarded."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.file_name}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING and self.created_at > timezone.now() - KEPT

    def may_be_confirmed_by(self, user) -> bool:
        """Whether the person chose the file; nobody else sees what is in it before it is written."""
        return self.is_waiting and self.user_id is not None and self.user_id == user.pk

    def discard(self) -> None:
        self.state, self.content, self.answers = self.State.DISCARDED, b"", {}
        self.save()


class RememberedAnswerQuerySet(ScopedQuerySet):
    def as_answers(self, kind: str) -> dict[str, str]:
        """What was said of names in any table, and of columns in tables with this content."""
        return dict(self.filter(kind__in=["", kind]).values_list("key", "answer"))

    def remember(self, kind: str, key: str, answer: str, words: str) -> None:
        """Keep what was said for the next table of the union."""
        row = self.filter(kind=kind, key=key).first() or RememberedAnswer(kind=kind, key=key)
        if row.answer != answer:
            row.answer, row.words = answer, words[:200]
            row.save()

    def forget(self, kind: str, keys) -> None:
        for row in self.filter(kind__in=["", kind], key__in=keys):
            row.delete()


class RememberedAnswer(UnionOwned, Searchable):
    """What a name or a heading in the tables of the union means, as somebody has said it once."""

    search_fields = ["words"]
    rights_group = "imports"
    # No public page shows any of it.
    is_public_content = False

    # Empty for names of municipalities, which mean the same in every table.
    kind = models.CharField(_("content"), max_length=20, choices=ImportRun.Kind.choices, blank=True)
    key = models.CharField(_("key"), max_length=200, editable=False)
    answer = models.CharField(_("answer"), max_length=60, editable=False)
    words = models.CharField(_("what it means"), max_length=200, editable=False)

    objects, all_unions = managers(RememberedAnswerQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("remembered answer")
        verbose_name_plural = _("remembered answers")
        ordering = ["words", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "kind", "key"],
                name="members_rememberedanswer_once",
                violation_error_message=_("This is already remembered."),
            )
        ]

    def __str__(self):
        return self.words
