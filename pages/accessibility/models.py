"""What a union knows of the accessibility of its site, and where weaknesses of the site are reported."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.files.fields import PictureField, UploadField
from unions.files.renditions import SMALL_STEPS
from unions.models import ScopedQuerySet, UnionOwned, Unit, managers
from unions.text.date_order import NotBefore, in_the_past
from unions.text.search_text import Searchable
from unions.text.turkish import format_date
from unions.values.fields import EmailField, TelephoneField, WebAddressField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# RFC 9116, section 2.5.5: less than a year is recommended.
LONGEST = timedelta(days=366)


class AccessibilityReview(UnionOwned):
    """A test of the site by the union's review commission (Circular 2025/10), with its report."""

    translated = ["method", "commission"]
    rights_group = "institution"
    date_rules = [*in_the_past("tested_on", "commission_since", "logo_on")]

    class Level(models.TextChoices):
        A = "a", _("level A is met")
        AA = "aa", _("levels A and AA are met")
        PARTLY = "partly", _("met in part; the known gaps are listed")

    tested_on = models.DateField(_("tested on"))
    method = models.TextField(
        _("way of the test"), help_text=_("By whom, with which checklist, tools and screen readers, on which pages.")
    )
    level = models.CharField(_("result"), max_length=8, choices=Level.choices, default=Level.PARTLY)
    commission = models.TextField(
        _("review commission"), blank=True, help_text=_("Its members by their offices, one a line.")
    )
    commission_since = models.DateField(_("commission set up on"), null=True, blank=True)
    report = UploadField(_("report"), blank=True)
    # The statement outlives the unit.
    contact = models.ForeignKey(
        Unit,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("unit to which barriers are reported"),
    )
    logo = PictureField(
        _("Accessibility Logo"),
        steps=SMALL_STEPS,
        blank=True,
        help_text=_("Only as given by the ministry after its verification."),
    )
    logo_on = models.DateField(_("logo given on"), null=True, blank=True)

    class Meta(UnionOwned.Meta):
        verbose_name = _("accessibility test")
        verbose_name_plural = _("accessibility tests")
        ordering = ["-tested_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(logo="") | Q(logo_on__isnull=False),
                name="pages_accessibilityreview_logo_is_dated",
                violation_error_code="logo_date_missing",
                violation_error_message=_("The Accessibility Logo needs the day on which it was given."),
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name}: {format_date(self.tested_on)}" if self.tested_on else ""

    @property
    def members(self) -> list[str]:
        return [line.strip() for line in (self.commission or "").splitlines() if line.strip()]


class FindingQuerySet(ScopedQuerySet):
    def open(self):
        """Barriers that are still there."""
        return self.filter(resolved_on=None)


class AccessibilityFinding(UnionOwned, Searchable):
    """A barrier that was found on the site, until it is gone."""

    translated = ["title"]
    search_fields = ["title", "page"]
    rights_group = "institution"
    date_rules = [
        *in_the_past("since", "resolved_on"),
        NotBefore("planned_until", "since"),
        NotBefore("resolved_on", "since"),
    ]

    class Severity(models.TextChoices):
        CRITICAL = "critical", _("no one concerned can go on")
        SERIOUS = "serious", _("hard to overcome")
        MINOR = "minor", _("a nuisance")

    title = models.CharField(_("barrier"), max_length=300, help_text=_("What cannot be used, and by whom."))
    page = models.CharField(_("page"), max_length=200, blank=True, help_text=_("Its address on this site, or which."))
    severity = models.CharField(_("severity"), max_length=8, choices=Severity.choices, default=Severity.SERIOUS)
    since = models.DateField(_("known since"), default=timezone.localdate)
    planned_until = models.DateField(_("to be removed by"), null=True, blank=True)
    resolved_on = models.DateField(_("removed on"), null=True, blank=True)

    objects, all_unions = managers(FindingQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("accessibility finding")
        verbose_name_plural = _("accessibility findings")
        ordering = ["since", "pk"]

    def __str__(self):
        return self.title


def one_contact(name: str, message: "StrOrPromise") -> models.UniqueConstraint:
    """A union has one contact of the kind."""
    return models.UniqueConstraint(
        fields=["union"], name=name, violation_error_code="contact_recorded", violation_error_message=message
    )


def reached_by(*ways: str, name: str, message: "StrOrPromise") -> models.CheckConstraint:
    """A contact has one of the ways by which it is reached."""
    return models.CheckConstraint(
        condition=~Q(**dict.fromkeys(ways, "")),
        name=name,
        violation_error_code="unreachable",
        violation_error_message=message,
    )


class AccessibilityContact(UnionOwned):
    """Who looks after accessibility: a person or a unit, and how they are reached; for statement and reports."""

    translated = ["name"]
    rights_group = "institution"

    name = models.CharField(
        _("person or unit"),
        max_length=200,
        help_text=_("As readers call them, with the office: accessibility officer …"),
    )
    phone = TelephoneField(_("telephone"), blank=True, help_text=_("With a number that takes text messages, if any."))
    email = EmailField(_("e-mail"), blank=True, help_text=_("Reports of barriers go here."))

    class Meta(UnionOwned.Meta):
        verbose_name = _("accessibility contact")
        verbose_name_plural = _("accessibility contacts")
        ordering = ["pk"]
        constraints = [
            one_contact(
                "pages_accessibilitycontact_once", _("There is already an accessibility contact. Change that one.")
            ),
            reached_by(
                "phone",
                "email",
                name="pages_accessibilitycontact_can_be_reached",
                message=_("Enter a telephone number or an e-mail address."),
            ),
        ]

    def __str__(self):
        return self.name


def in_a_year() -> date:
    return timezone.localdate() + timedelta(days=365)


class SecurityContactQuerySet(ScopedQuerySet):
    def in_force(self):
        """Contacts that have not run out."""
        return self.filter(expires_on__gt=timezone.localdate())


class SecurityContact(UnionOwned):
    """Where weaknesses of the site are reported: the file /.well-known/security.txt (RFC 9116)."""

    rights_group = "institution"

    email = EmailField(_("e-mail"), blank=True)
    link = WebAddressField(_("form or page for reports"), blank=True)
    policy = WebAddressField(_("page with the policy"), blank=True)
    expires_on = models.DateField(
        _("good until"), default=in_a_year, help_text=_("At most a year ahead; the file is not shown afterwards.")
    )

    objects, all_unions = managers(SecurityContactQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("security contact")
        verbose_name_plural = _("security contacts")
        ordering = ["pk"]
        constraints = [
            one_contact("pages_securitycontact_once", _("There is already a security contact. Change that one.")),
            reached_by(
                "email",
                "link",
                name="pages_securitycontact_can_be_reached",
                message=_("Enter an e-mail address or the address of a form."),
            ),
        ]

    def __str__(self):
        return self.email or self.link

    def clean(self):
        super().clean()
        if self.expires_on and self.expires_on > timezone.localdate() + LONGEST:
            message = _("At most a year ahead.")
            raise ValidationError({"expires_on": ValidationError(message, code="too_far_ahead")})
