"""A union as the law sees it: its names through time, founding act, seat, duties and history."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator, validate_email
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unions.caching.generations import ChangeCountingQuerySet
from unions.files.fields import PictureField
from unions.models.generation import Generation
from unions.models.ownership import Editable, ScopedQuerySet, UnionOwned, managers
from unions.text.partial_dates import PartialDateField
from unions.text.periods import Period, PeriodQuerySet
from unions.text.richtext import RichTextField
from unions.text.search_text import Searchable


class Union(Editable, Searchable):
    """A union of local administrations: a public legal person (Law 5355, art. 3) with a site of its own."""

    translated = ["legal_status", "reach", "introduction", "history_text"]
    search_fields = ["code"]

    class Language(models.TextChoices):
        TURKISH = "tr", _("Turkish")
        ENGLISH = "en", _("English")

    class Mark(models.TextChoices):
        SUNFLOWER = "sunflower", _("sunflower")
        STAR = "star", _("Seljuk star")
        PLAIN = "plain", _("plain")

    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("A short, permanent name for files and commands, such as trakyakent."),
    )
    founded_on = PartialDateField(_("founded"), null=True, blank=True)
    founder_count = models.PositiveSmallIntegerField(
        _("founding municipalities"), null=True, blank=True, help_text=_("How many municipalities founded the union.")
    )
    legal_status = models.TextField(
        _("legal status"),
        blank=True,
        help_text=_("The union's legal standing: legal personality, level, area covered."),
    )
    reach = models.TextField(_("area covered"), blank=True, help_text=_("The area in which its members are located."))
    introduction = RichTextField(_("introduction"), blank=True)
    history_text = RichTextField(_("history text"), blank=True)
    stated_member_count = models.PositiveSmallIntegerField(
        _("stated number of members"),
        null=True,
        blank=True,
        help_text=_(
            "The number given by the union itself. Shown next to the list of members while that list is incomplete."
        ),
    )
    stated_member_count_on = PartialDateField(_("date of the stated number"), null=True, blank=True)
    detsis_number = models.CharField(_("DETSİS number"), max_length=20, blank=True)
    tax_number = models.CharField(_("tax number"), max_length=20, blank=True)
    default_language = models.CharField(
        _("first language"), max_length=2, choices=Language.choices, default=Language.TURKISH
    )
    accent_hue = models.PositiveSmallIntegerField(
        _("accent hue"),
        default=200,
        validators=[MinValueValidator(0), MaxValueValidator(359)],
        help_text=_(
            "A position on the colour wheel from 0 to 359: 150 is green, 195 turquoise. Sufficient contrast "
            "is ensured automatically."
        ),
    )
    mark = models.CharField(_("emblem"), max_length=10, choices=Mark.choices, default=Mark.PLAIN)
    is_default = models.BooleanField(
        _("default union"),
        default=False,
        help_text=_("Shown when the site is opened by IP address, such as 127.0.0.1."),
    )
    has_demo = models.BooleanField(_("has sample content"), default=False, editable=False)
    staff_note = models.TextField(
        _("note for staff"), blank=True, help_text=_("Where the facts come from. Never shown on the site.")
    )

    objects = ChangeCountingQuerySet.as_manager()

    class Meta:
        verbose_name = _("union")
        verbose_name_plural = _("unions")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="unions_union_one_default"
            ),
            models.CheckConstraint(condition=models.Q(accent_hue__lte=359), name="unions_union_hue_on_the_wheel"),
        ]

    def __str__(self):
        return self.code

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        Generation.objects.get_or_create(union=self)

    def get_absolute_url(self):
        return reverse("union_detail")


class UnionHost(UnionOwned):
    """A host name under which a union's site answers."""

    host = models.CharField(
        _("host name"),
        max_length=253,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$",
                _("A host name in lower case, without http:// or a port: trakya.gov.tr"),
            )
        ],
    )
    is_primary = models.BooleanField(
        _("main host"), default=False, help_text=_("The host name given to search engines.")
    )

    class Meta(UnionOwned.Meta):
        verbose_name = _("host name")
        verbose_name_plural = _("host names")
        ordering = ["-is_primary", "host"]
        constraints = [
            models.UniqueConstraint(
                fields=["union"], condition=models.Q(is_primary=True), name="unions_unionhost_one_primary"
            ),
        ]

    def __str__(self):
        return self.host

    def clean(self):
        super().clean()
        # The name is unique across all unions, which the scoped manager cannot see.
        if UnionHost.all_unions.filter(host=self.host).exclude(pk=self.pk).exists():
            raise ValidationError({"host": ValidationError(_("This host name is already taken."), code="host_taken")})


class UnionNameQuerySet(ScopedQuerySet, PeriodQuerySet):
    pass


class UnionName(UnionOwned, Period, Searchable):
    """What the union was called, from when to when, and the acts that changed it."""

    translated = ["name", "approved_by"]
    search_fields = ["name", "short_name"]

    name = models.CharField(_("full name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    decided_on = PartialDateField(
        _("decided on"), null=True, blank=True, help_text=_("Date of the assembly's decision on the name.")
    )
    approved_on = PartialDateField(_("approved on"), null=True, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=200, blank=True)

    objects, all_unions = managers(UnionNameQuerySet)

    class Meta(UnionOwned.Meta, Period.Meta):
        verbose_name = _("name of the union")
        verbose_name_plural = _("names of the union")
        ordering = ["-start_date"]
        constraints = [
            models.UniqueConstraint(
                fields=["union"], condition=models.Q(end_date=None), name="unions_unionname_one_current"
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.short_name})" if self.short_name else self.name


class LegalBasis(UnionOwned, Searchable):
    """A law, decree, convention or statute the union rests on, with its place in the Official Gazette."""

    translated = ["title", "text"]
    search_fields = ["title", "number"]

    class Kind(models.TextChoices):
        LAW = "law", _("law")
        DECREE = "decree", _("decree")
        CONVENTION = "convention", _("convention")
        STATUTE = "statute", _("statute")
        REGULATION = "regulation", _("regulation")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    number = models.CharField(_("number"), max_length=40, blank=True, help_text=_("As cited: 5355, 2000/1461."))
    date = PartialDateField(_("date"), null=True, blank=True)
    gazette_date = models.DateField(_("date of the Official Gazette"), null=True, blank=True)
    gazette_number = models.PositiveIntegerField(_("number of the Official Gazette"), null=True, blank=True)
    is_founding_act = models.BooleanField(_("founding act"), default=False)
    text = RichTextField(_("what it means for the union"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(UnionOwned.Meta):
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["union"], condition=models.Q(is_founding_act=True), name="unions_legalbasis_one_founding_act"
            ),
            models.CheckConstraint(
                condition=models.Q(gazette_number=None) | models.Q(gazette_date__isnull=False),
                name="unions_legalbasis_gazette_number_needs_date",
                violation_error_code="gazette_date_missing",
                violation_error_message=_("An Official Gazette number also needs the date."),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.number})" if self.number else self.title

    @property
    def gazette_url(self) -> str:
        """Where the Official Gazette keeps that day's issue, by the pattern of its archive; empty when undated."""
        if not self.gazette_date:
            return ""
        day: date = self.gazette_date
        return f"https://www.resmigazete.gov.tr/eskiler/{day:%Y}/{day:%m}/{day:%Y%m%d}.htm"


class HeadquartersQuerySet(ScopedQuerySet, PeriodQuerySet):
    def with_contact_points(self):
        return self.prefetch_related("contact_points")


class Headquarters(UnionOwned, Period, Searchable):
    """Where the union has its seat (art. 5), for a time, and how it is reached there."""

    translated = ["building_owner", "directions"]
    search_fields = ["avenue", "street", "district", "province"]

    neighbourhood = models.CharField(_("neighbourhood"), max_length=100, blank=True)
    avenue = models.CharField(_("avenue"), max_length=100, blank=True)
    street = models.CharField(_("street"), max_length=100, blank=True)
    building_number = models.CharField(_("building number"), max_length=20, blank=True)
    floor = models.PositiveSmallIntegerField(_("floor"), null=True, blank=True)
    district = models.CharField(_("district"), max_length=60, blank=True)
    province = models.CharField(_("province"), max_length=60, blank=True)
    postal_code = models.CharField(
        _("postal code"), max_length=5, blank=True, validators=[RegexValidator(r"^\d{5}$", _("Five digits."))]
    )
    building_owner = models.CharField(
        _("owner of the building"),
        max_length=200,
        blank=True,
        help_text=_("The owner of the building, if it is not the union."),
    )
    directions = models.TextField(_("directions"), blank=True)
    confirmed_on = models.DateField(
        _("verified on"),
        null=True,
        blank=True,
        help_text=_("If empty, the site says that the address has not been verified."),
    )
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)

    objects, all_unions = managers(HeadquartersQuerySet)

    class Meta(UnionOwned.Meta, Period.Meta):
        verbose_name = _("headquarters")
        verbose_name_plural = _("headquarters")
        ordering = ["-start_date"]
        constraints = [
            models.UniqueConstraint(
                fields=["union"], condition=models.Q(end_date=None), name="unions_headquarters_one_current"
            ),
        ]

    def __str__(self):
        return ", ".join(part for part in [self.street or self.avenue, self.district, self.province] if part) or "—"

    @property
    def place(self) -> str:
        """District and province as they stand at the end of an address: Süleymanpaşa / Tekirdağ."""
        return " / ".join(part for part in [self.district, self.province] if part)


class ContactPoint(UnionOwned, Searchable):
    """A telephone number, mail address or other way to reach the union at its headquarters."""

    translated = ["label"]
    search_fields = ["value", "label"]

    class Kind(models.TextChoices):
        PHONE = "phone", _("telephone")
        FAX = "fax", _("fax")
        EMAIL = "email", _("e-mail")
        KEP = "kep", _("registered e-mail (KEP)")
        UETS = "uets", _("electronic notification (UETS)")
        WEBSITE = "website", _("website")
        SOCIAL = "social", _("social media")

    union_from = "headquarters"

    # Contact points say nothing without their headquarters.
    headquarters = models.ForeignKey(
        Headquarters, on_delete=models.CASCADE, related_name="contact_points", verbose_name=_("headquarters")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    value = models.CharField(_("number or address"), max_length=200)
    label = models.CharField(_("purpose"), max_length=100, blank=True, help_text=_("Switchboard, press, accounts …"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(UnionOwned.Meta):
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.value

    def clean(self):
        super().clean()
        checks = {
            self.Kind.EMAIL: validate_email,
            self.Kind.KEP: validate_email,
            self.Kind.WEBSITE: URLValidator(["http", "https"]),
            self.Kind.SOCIAL: URLValidator(["http", "https"]),
            self.Kind.PHONE: RegexValidator(r"^\+?[\d ()/-]{7,25}$", _("A telephone number: +90 282 000 00 00")),
            self.Kind.FAX: RegexValidator(r"^\+?[\d ()/-]{7,25}$", _("A telephone number: +90 282 000 00 00")),
        }
        if self.kind in checks:
            try:
                checks[self.kind](self.value)
            except ValidationError as error:
                raise ValidationError({"value": error}) from error

    @property
    def href(self) -> str:
        """The address a click follows; empty where there is nothing to follow."""
        if self.kind == self.Kind.PHONE:
            return "tel:" + "".join(sign for sign in self.value if sign.isdigit() or sign == "+")
        if self.kind in {self.Kind.EMAIL, self.Kind.KEP}:
            return f"mailto:{self.value}"
        return self.value if self.kind in {self.Kind.WEBSITE, self.Kind.SOCIAL} else ""


class DutyQuerySet(ScopedQuerySet):
    def aims(self):
        return self.filter(kind=Duty.Kind.AIM)

    def duties(self):
        return self.filter(kind=Duty.Kind.DUTY)


class Duty(UnionOwned, Searchable):
    """Something the union exists to do: an aim it pursues or a duty its statute gives it (art. 5 and 6)."""

    translated = ["title", "text"]
    search_fields = ["title", "text"]

    class Kind(models.TextChoices):
        AIM = "aim", _("aim")
        DUTY = "duty", _("duty")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices, default=Kind.DUTY)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects, all_unions = managers(DutyQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("aim or duty")
        verbose_name_plural = _("aims and duties")
        ordering = ["kind", "position", "pk"]

    def __str__(self):
        return self.title


class HistoryEvent(UnionOwned, Searchable):
    """A moment in the union's life that no other record holds: a change of law, an office opened."""

    translated = ["title", "text", "picture_alt"]
    search_fields = ["title", "text"]

    date = PartialDateField(_("date"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    picture = PictureField(_("picture"), blank=True)
    picture_alt = models.CharField(_("picture description"), max_length=200, blank=True)

    class Meta(UnionOwned.Meta):
        verbose_name = _("historical event")
        verbose_name_plural = _("historical events")
        ordering = ["date", "pk"]

    def __str__(self):
        return self.title
