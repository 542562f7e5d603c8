"""Projects: what the union does with partners, and from which fund."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.galleries.models import Gallery
from pages.publications import AttachedFile, DatedPublication, InStatesQuerySet, picture_alt_field
from unions.files.fields import PictureField
from unions.files.focus import PictureFocus
from unions.models import managers
from unions.publishing.states import list_index
from unions.tenancy import scope
from unions.text.partial_dates import not_ended_before, started_by
from unions.text.periods import Period, PeriodQuerySet
from unions.text.richtext import RichTextField
from unions.values.amounts import AmountField, Currency
from unions.values.fields import EmailField, TelephoneField, WebAddressField


class ProjectQuerySet(InStatesQuerySet, PeriodQuerySet):
    def in_order_of_union(self):
        """Projects in the order of the list: those across the border first where the union wants it so."""
        union = scope.union()
        first = ["-is_cross_border"] if union and union.lists_cross_border_first else []
        return self.order_by(*first, "-date", "-pk")

    def for_page(self):
        return self.with_files().select_related("gallery")

    def in_state(self, state: str):
        """Projects in a state today: the stated one, else the one that follows from both dates."""
        today = timezone.localdate()
        has_start, has_end = Q(start_date__isnull=False), Q(end_date__isnull=False)
        has_begun, is_over = has_start & started_by("start_date", today), has_end & ~not_ended_before("end_date", today)
        planned = has_start & ~started_by("start_date", today)
        following = {
            Project.State.PLANNED: planned,
            Project.State.RUNNING: has_begun & has_end & ~is_over,
            Project.State.COMPLETED: is_over,
            Project.State.UNKNOWN: ~is_over & ~planned & ~(has_begun & has_end),
            Project.State.CANCELLED: Q(pk=None),
        }
        return self.filter(Q(state=state) | Q(state="") & following[Project.State(state)])


class Project(Period, DatedPublication, PictureFocus):
    """Something the union does with partners for a time, mostly paid by a fund; either date may be unknown."""

    translated = [*DatedPublication.translated, "partners", "programme", "contact", "body", "picture_alt"]
    search_fields = [*DatedPublication.search_fields, "number", "programme", "partners"]

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        COMPLETED = "completed", _("completed")
        CANCELLED = "cancelled", _("cancelled")
        # Follows from a date that is missing, and so is never stored.
        UNKNOWN = "unknown", _("not stated")

    number = models.CharField(_("project number"), max_length=60, blank=True)
    partners = models.TextField(
        _("partners"), blank=True, help_text=_("One partner a line, with its country if it is abroad.")
    )
    programme = models.CharField(
        _("fund or programme"), max_length=200, blank=True, help_text=_("What the money comes from.")
    )
    amount = AmountField(_("total amount"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, default=Currency.TRY)
    is_cross_border = models.BooleanField(
        _("cross-border"), default=False, help_text=_("With at least one partner in another country.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[choice for choice in State.choices if choice[0] != "unknown"],
        blank=True,
        help_text=_("Empty: follows from the dates, if both are known."),
    )
    contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("A unit, or a person who agrees to be named.")
    )
    contact_phone = TelephoneField(_("telephone of the contact"), blank=True)
    contact_email = EmailField(_("e-mail of the contact"), blank=True)
    website = WebAddressField(_("website of the project"), blank=True)
    body = RichTextField(_("text"), blank=True)
    picture = PictureField(_("picture"), in_library=True, blank=True)
    picture_alt = picture_alt_field()
    # A project loses its photographs, and nothing else, when their gallery is deleted.
    gallery = models.ForeignKey(
        Gallery, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("gallery")
    )

    objects, all_unions = managers(ProjectQuerySet)

    class Meta(Period.Meta, DatedPublication.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = [
            models.Index(fields=["union", "-date", "-id"], name="pages_project_by_date"),
            list_index("pages_project_listed", "-date", "-id", "state", "start_date", "end_date"),
            # The order of a union that lists projects across the border first.
            list_index("pages_project_cross_border", "-is_cross_border", "-date", "-id"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="pages_project_amount_not_negative",
                violation_error_code="negative",
                violation_error_message=_("The amount cannot be negative."),
            ),
        ]

    @property
    def current_state(self) -> State:
        """The state today: the stated one; else what follows from both dates; else that nobody has said."""
        if self.state:
            return self.State(self.state)
        today = timezone.localdate()
        if self.end_date and self.end_date.latest < today:
            return self.State.COMPLETED
        if self.start_date and self.start_date.earliest > today:
            return self.State.PLANNED
        return self.State.RUNNING if self.start_date and self.end_date else self.State.UNKNOWN

    @property
    def partner_lines(self) -> list[str]:
        return [line.strip() for line in (self.partners or "").splitlines() if line.strip()]

    @property
    def public_gallery(self) -> Gallery | None:
        """Its photographs, where everybody may see them."""
        return self.gallery if self.gallery and self.gallery.is_public else None


class ProjectFile(AttachedFile):
    """A file of a project: its summary, a report, a study it has paid for."""

    union_from = "project"

    # A file is part of its project.
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="files", verbose_name=_("project"))
