"""What citizens ask of the union: information, petitions, complaints, their own data; messages and barriers."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.requests import choices
from unions import law
from unions.background import encryption
from unions.files.fields import UploadField
from unions.law.findings import article_in_words
from unions.models import ScopedQuerySet, UnionOwned, Unit, managers
from unions.privacy.inventory import inventory
from unions.text.search_text import Searchable
from unions.values.fields import EmailField, PersonNameField, TelephoneField

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

# How long personal data stay after a request was closed: beyond the report to the Review Board, an objection and an
# action before the court. Messages without a term of the law stay for a year.
KEPT_AFTER = timedelta(days=2 * 365)
MESSAGES_KEPT_AFTER = timedelta(days=365)


class RequestQuerySet(ScopedQuerySet):
    def open(self):
        """Requests that wait for the union or for the applicant."""
        return self.filter(closed_at=None)

    def overdue(self):
        """Requests that should have been answered by now."""
        return self.open().filter(due_on__lt=timezone.localdate(), is_stopped=False)

    def in_time(self):
        """Open requests whose last day has not passed."""
        return self.open().exclude(due_on__lt=timezone.localdate(), is_stopped=False)

    def stopped(self):
        """Requests whose clock stands until the applicant has paid."""
        return self.open().filter(is_stopped=True)

    def closed(self):
        return self.exclude(closed_at=None)

    def of_year(self, year: int):
        """Requests received in a year."""
        return self.filter(year=year)

    def for_information(self):
        return self.filter(kind=Request.Kind.INFORMATION)

    def publishable(self):
        """Requests of which the public may read: never those about somebody's own data."""
        return self.exclude(kind=Request.Kind.DATA_SUBJECT)

    def urgent_first(self):
        """Open ones first, by their last day."""
        return self.order_by(*Request.URGENT_FIRST)


class Request(UnionOwned, Searchable):
    """One thing that somebody has sent to the union through a form, and what became of it.

    Its terms are those of `unions.law.requests`; the steps of staff are in `pages.requests.steps`.
    """

    Kind = choices.Kind
    Applicant = choices.Applicant
    AnswerBy = choices.AnswerBy
    Outcome = choices.Outcome
    Ground = choices.Ground
    Right = choices.Right
    Objection = choices.Objection

    rights_group = "requests"
    search_fields = ["name", "organisation"]
    is_public_content = False
    not_in_history = ["code_digest", "opening_digest"]
    kept_as_written = ["encrypted_identity_number"]
    OF_LAW = [Kind.INFORMATION, Kind.PETITION, Kind.COMPLAINT, Kind.DATA_SUBJECT]
    REFUSALS = [Outcome.PARTLY, Outcome.REFUSED]
    # After which answers one may complain: the Board of Law 6698 also hears of those that do not suffice.
    DATA_ANSWERS = [Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED]
    DATA_GROUNDS = [
        Ground.NOT_IDENTIFIED,
        Ground.OUTSIDE_LAW,
        Ground.KEPT_BY_LAW,
        Ground.NOT_CONTROLLER,
        Ground.UNFOUNDED,
    ]
    URGENT_FIRST = [F("closed_at").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "-pk"]

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    received_on = models.DateField(_("received"))
    language = models.CharField(_("language"), max_length=2, default="tr")

    applicant_kind = models.CharField(_("applicant"), max_length=6, choices=Applicant.choices, default=Applicant.PERSON)
    name = PersonNameField(_("name and surname"), blank=True)
    organisation = models.CharField(_("title of the legal person"), max_length=200, blank=True)
    # Of foreigners, with a nationality, the number of the passport.
    encrypted_identity_number = models.TextField(blank=True, editable=False)
    nationality = models.CharField(_("nationality"), max_length=80, blank=True)
    postal_address = models.TextField(_("postal address"), max_length=500, blank=True)
    phone = TelephoneField(_("telephone"), max_length=120, blank=True)
    email = EmailField(_("e-mail"), blank=True)
    answer_by = models.CharField(_("answer wanted"), max_length=5, choices=AnswerBy.choices, default=AnswerBy.EMAIL)
    text = models.TextField(_("text"), max_length=10_000, blank=True)
    # Of a request about one's own data: the rights used, with commas between.
    rights = models.CharField(_("rights used"), max_length=120, blank=True, editable=False)
    # A message stays when its unit is deleted.
    unit = models.ForeignKey(
        Unit, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("unit")
    )
    page_address = models.CharField(_("page"), max_length=500, blank=True)

    # What opens the page about it, and the form that it came from: hashes only.
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    opening_digest = models.CharField(max_length=64, unique=True, editable=False)

    due_on = models.DateField(_("answer due by"), null=True, blank=True, editable=False)
    is_stopped = models.BooleanField(_("waiting for payment"), default=False, editable=False)
    extended_on = models.DateField(_("extension notified"), null=True, blank=True)
    extension_reason = models.TextField(_("reason of the extension"), max_length=2000, blank=True)
    cost_notified_on = models.DateField(_("cost notified"), null=True, blank=True)
    cost = models.DecimalField(_("cost in lira"), max_digits=9, decimal_places=2, null=True, blank=True)
    paid_on = models.DateField(_("paid"), null=True, blank=True)
    transferred_to = models.CharField(_("passed on to"), max_length=200, blank=True)
    outcome = models.CharField(_("outcome"), max_length=11, choices=Outcome.choices, blank=True)
    ground = models.CharField(_("ground of refusal"), max_length=16, choices=Ground.choices, blank=True)
    answer = models.TextField(_("answer"), max_length=20_000, blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    objected_on = models.DateField(_("objection to the Review Board"), null=True, blank=True)
    objection = models.CharField(_("outcome of the objection"), max_length=8, choices=Objection.choices, blank=True)

    keep_until = models.DateField(_("personal data kept until"), null=True, blank=True)
    erased_on = models.DateField(_("personal data erased"), null=True, blank=True)

    objects, all_unions = managers(RequestQuerySet)
    files: "RelatedManager[RequestFile]"

    class Meta(UnionOwned.Meta):
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "year", "number"],
                name="pages_request_number_once",
                violation_error_message=_("There is already a request with this number."),
            ),
            models.CheckConstraint(
                condition=Q(ground="") | Q(outcome__in=["partly", "refused"]),
                name="pages_request_ground_of_refusal",
                violation_error_message=_("Only a refusal has a ground."),
            ),
        ]
        indexes = [
            models.Index(fields=["union", "closed_at", "due_on"], name="pages_request_urgent"),
            models.Index(fields=["keep_until"], name="pages_request_erasure"),
        ]

    def __str__(self):
        return f"{self.year}/{self.number}"

    def prepare_for_save(self):
        super().prepare_for_save()
        clock = self.clock
        self.due_on = clock.deadline.due_on if clock else None
        self.is_stopped = bool(clock and clock.is_stopped and self.closed_at is None)
        if self.closed_at is None:
            self.keep_until = None
        elif self.keep_until is None:
            kept = KEPT_AFTER if self.is_of_law else MESSAGES_KEPT_AFTER
            self.keep_until = timezone.localdate(self.closed_at) + kept

    # What the law says of it

    @property
    def is_of_law(self) -> bool:
        """Whether a law sets a term for the answer."""
        return self.kind in self.OF_LAW

    @property
    def is_for_information(self) -> bool:
        return self.kind == self.Kind.INFORMATION

    @property
    def is_about_own_data(self) -> bool:
        return self.kind == self.Kind.DATA_SUBJECT

    @property
    def names_ground(self) -> bool:
        """Whether a refusal names its ground (4982, art. 12; 6698, art. 13)."""
        return self.is_for_information or self.is_about_own_data

    @property
    def may_be_passed_on(self) -> bool:
        """Whether another body may get it; what somebody asks about their own data goes to no one else."""
        return self.is_open and self.is_of_law and not self.is_about_own_data

    @property
    def may_be_published(self) -> bool:
        """Whether the public may read of it, without names, once it is closed."""
        return self.is_of_law and not self.is_open and not self.is_about_own_data

    @property
    def rights_in_words(self) -> list[str]:
        """The rights of Law 6698, art. 11 that are used, in the order of the law."""
        used = self.rights.split(",")
        return [str(label) for value, label in self.Right.choices if value in used]

    @property
    def clock(self) -> law.Clock | None:
        """By when it is answered; None where no law says so."""
        if not self.is_of_law:
            return None
        if self.is_about_own_data:
            return law.Clock(law.data_subject_deadline(self.received_on))
        if not self.is_for_information:
            return law.Clock(law.petition_deadline(self.received_on))
        steps = law.AccessSteps(self.received_on, self.extended_on, self.cost_notified_on, self.paid_on)
        return law.access_clock(steps)

    @property
    def article(self) -> str:
        """The article that sets the term, in words."""
        return article_in_words(self.clock.deadline.article) if self.clock else ""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.clock is not None and self.clock.is_overdue(timezone.localdate())

    @property
    def was_answered_late(self) -> bool:
        """Answered after the last day of its term."""
        return bool(self.answered_on and self.due_on and self.answered_on > self.due_on)

    @property
    def is_extended(self) -> bool:
        return self.extended_on is not None

    @property
    def is_certain(self) -> bool:
        """Whether the holidays of the term are announced, and not only calculated."""
        return self.due_on is None or law.are_holidays_certain(self.received_on, self.due_on)

    @property
    def may_be_extended(self) -> bool:
        """Whether a notice of today would extend the term."""
        is_candidate = self.is_for_information and self.is_open and not self.is_extended
        return is_candidate and law.may_extend(self.received_on, timezone.localdate())

    @property
    def refused_on(self) -> date | None:
        """From which day the terms of appeal run: that of a refusal, or of the silence that counts as one.

        Of one's own data every answer can be complained of, as one that does not suffice (6698, art. 14).
        """
        appealable = self.DATA_ANSWERS if self.is_about_own_data else self.REFUSALS
        if not self.is_of_law or self.outcome not in ["", *appealable]:
            return None
        if self.outcome:
            return self.answered_on
        if self.is_overdue and self.clock:
            return law.silent_refusal(self.received_on, self.clock.deadline)
        return None

    # The applicant

    @property
    def identity_number(self) -> str:
        """The identity number, for staff; empty where none was given or the key is gone."""
        if not self.encrypted_identity_number:
            return ""
        try:
            return encryption.decrypt(self.encrypted_identity_number, purpose=self._purpose)
        except encryption.DecryptionError:
            return ""

    def seal_identity_number(self, number: str) -> None:
        self.encrypted_identity_number = encryption.encrypt(number, purpose=self._purpose) if number else ""

    @property
    def _purpose(self) -> str:
        """Binds the number to this request: in the row of another one it cannot be read."""
        return f"identity number of the request {self.opening_digest}"

    @classmethod
    def personal_data(cls) -> list[str]:
        """The columns that say something of the applicant, as `pages/personal_data.toml` declares them."""
        return inventory().columns_of(cls)

    @classmethod
    def fields_not_in_history(cls) -> list[str]:
        """No copy of personal data outlives the row's own."""
        return sorted({*super().fields_not_in_history(), *cls.personal_data()})

    def erase(self) -> None:
        """Erase the personal data; numbers, days and outcome stay for the statistics."""
        for name in self.personal_data():
            setattr(self, name, "")
        for file in self.files.all():
            file.delete()
        self.erased_on = timezone.localdate()
        self._change_reason = "Kişisel veriler saklama süresi sonunda silindi."
        self.save()


class RequestFile(UnionOwned):
    """A file that came with a request or goes with its answer; only staff and the applicant see it."""

    rights_group = "requests"
    union_from = "request"
    is_public_content = False
    is_public = False
    not_in_history = ["title"]

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="files", verbose_name=_("request"))
    file = UploadField(_("file"), in_library=False)
    title = models.CharField(_("name"), max_length=200, blank=True)
    is_answer = models.BooleanField(_("part of the answer"), default=False)

    class Meta(UnionOwned.Meta):
        verbose_name = _("file of a request")
        verbose_name_plural = _("files of requests")
        ordering = ["pk"]

    def __str__(self):
        return self.title or self.file.name.rpartition("/")[2]
