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
from unions.models.ownership import Editable, ScopedManager, ScopedQuerySet, UnionOwned
from unions.text.partial_dates import PartialDateField
from unions.text.periods import Period, PeriodQuerySet
from unions.text.richtext import RichTextField


class Union(Editable):
    """A union of local administrations: a public legal person (Law 5355, art. 3) with a site of its own."""

    class Language(models.TextChoices):
        TURKISH = "tr", _("Turkish")
        ENGLISH = "en", _("English")

    class Mark(models.TextChoices):
        SUNFLOWER = "sunflower", _("sunflower")
        STAR = "star", _("Seljuk star")
        PLAIN = "plain", _("plain")

    code = models.SlugField(
        _("code"), max_length=40, unique=True, help_text=_("Short and lasting, for files and commands: trakyakent.")
    )
    founded_on = PartialDateField(_("founded"), null=True, blank=True)
    founder_count = models.PositiveSmallIntegerField(
        _("founding municipalities"), null=True, blank=True, help_text=_("How many municipalities formed the union.")
    )
    legal_status = models.TextField(
        _("legal status"), blank=True, help_text=_("What the union is in law: legal person, level, reach.")
    )
    reach = models.TextField(_("reach"), blank=True, help_text=_("The area its members come from."))
    introduction = RichTextField(_("introduction"), blank=True)
    history_text = RichTextField(_("history in words"), blank=True)
    stated_member_count = models.PositiveSmallIntegerField(
        _("stated number of members"),
        null=True,
        blank=True,
        help_text=_("As the union itself states it. Shown beside the counted list while that list is incomplete."),
    )
    stated_member_count_on = PartialDateField(_("number stated for"), null=True, blank=True)
    detsis_number = models.CharField(_("DETSİS number"), max_length=20, blank=True)
    tax_number = models.CharField(_("tax number"), max_length=20, blank=True)
    default_language = models.CharField(
        _("first language"), max_length=2, choices=Language.choices, default=Language.TURKISH
    )
    accent_hue = models.PositiveSmallIntegerField(
        _("accent hue"),
        default=200,
        validators=[MinValueValidator(0), MaxValueValidator(359)],
        help_text=_("A place on the colour wheel, 0 to 359: 150 is green, 195 turquoise. Contrast is seen to."),
    )
    mark = models.CharField(_("mark"), max_length=10, choices=Mark.choices, default=Mark.PLAIN)
    is_default = models.BooleanField(
        _("default union"), default=False, help_text=_("Shown when this machine is opened by number: 127.0.0.1.")
    )
    has_demo = models.BooleanField(_("has demonstration content"), default=False, editable=False)
    staff_note = models.TextField(
        _("note for staff"), blank=True, help_text=_("Where facts come from. Never shown on the site.")
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
                _("A host name in small letters, without http:// and without a port: trakya.gov.tr"),
            )
        ],
    )
    is_primary = models.BooleanField(_("main host"), default=False, help_text=_("The one search engines are told."))

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


class UnionName(UnionOwned, Period):
    """What the union was called, from when to when, and the acts that changed it."""

    name = models.CharField(_("full name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    decided_on = PartialDateField(
        _("decided on"), null=True, blank=True, help_text=_("Day of the assembly's decision on the name.")
    )
    approved_on = PartialDateField(_("approved on"), null=True, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=200, blank=True)

    objects = ScopedManager.from_queryset(UnionNameQuerySet)()
    all_unions = models.Manager.from_queryset(UnionNameQuerySet)()

    class Meta(UnionOwned.Meta):
        verbose_name = _("name of the union")
        verbose_name_plural = _("names of the union")
        ordering = ["-start_date"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["union"], condition=models.Q(end_date=None), name="unions_unionname_one_current"
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.short_name})" if self.short_name else self.name


class LegalBasis(UnionOwned):
    """A law, decree, convention or statute the union rests on, with its place in the Official Gazette."""

    class Kind(models.TextChoices):
        LAW = "law", _("law")
        DECREE = "decree", _("decree")
        CONVENTION = "convention", _("convention")
        STATUTE = "statute", _("statute")
        REGULATION = "regulation", _("regulation")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    number = models.CharField(_("number"), max_length=40, blank=True, help_text=_("As it is cited: 5355, 2000/1461."))
    date = PartialDateField(_("date"), null=True, blank=True)
    gazette_date = models.DateField(_("Official Gazette of"), null=True, blank=True)
    gazette_number = models.PositiveIntegerField(_("Official Gazette number"), null=True, blank=True)
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
                violation_error_message=_("An Official Gazette number needs the gazette's date."),
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


class Headquarters(UnionOwned, Period):
    """Where the union has its seat (art. 5), for a time, and how it is reached there."""

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
        help_text=_("Whom the building belongs to, if not the union."),
    )
    directions = models.TextField(_("how to find it"), blank=True)
    confirmed_on = models.DateField(
        _("confirmed on"), null=True, blank=True, help_text=_("Empty: the site says that the address is unconfirmed.")
    )
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)

    objects = ScopedManager.from_queryset(HeadquartersQuerySet)()
    all_unions = models.Manager.from_queryset(HeadquartersQuerySet)()

    class Meta(UnionOwned.Meta):
        verbose_name = _("headquarters")
        verbose_name_plural = _("headquarters")
        ordering = ["-start_date"]
        constraints = [
            *Period.Meta.constraints,
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


class ContactPoint(UnionOwned):
    """A telephone number, mail address or other way to reach the union at its headquarters."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("telephone")
        FAX = "fax", _("fax")
        EMAIL = "email", _("e-mail")
        KEP = "kep", _("registered e-mail (KEP)")
        UETS = "uets", _("electronic notification (UETS)")
        WEBSITE = "website", _("web site")
        SOCIAL = "social", _("social media")

    union_from = "headquarters"

    # Contact points say nothing without their headquarters.
    headquarters = models.ForeignKey(
        Headquarters, on_delete=models.CASCADE, related_name="contact_points", verbose_name=_("headquarters")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    value = models.CharField(_("number or address"), max_length=200)
    label = models.CharField(_("what for"), max_length=100, blank=True, help_text=_("Switchboard, press, accounts …"))
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


class Duty(UnionOwned):
    """Something the union exists to do: an aim it pursues or a duty its statute gives it (art. 5 and 6)."""

    class Kind(models.TextChoices):
        AIM = "aim", _("aim")
        DUTY = "duty", _("duty")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices, default=Kind.DUTY)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ScopedManager.from_queryset(DutyQuerySet)()
    all_unions = models.Manager.from_queryset(DutyQuerySet)()

    class Meta(UnionOwned.Meta):
        verbose_name = _("aim or duty")
        verbose_name_plural = _("aims and duties")
        ordering = ["kind", "position", "pk"]

    def __str__(self):
        return self.title


class HistoryEvent(UnionOwned):
    """A moment in the union's life that no other record holds: a change of law, an office opened."""

    date = PartialDateField(_("date"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    picture = PictureField(_("picture"), blank=True)
    picture_alt = models.CharField(_("picture in words"), max_length=200, blank=True)

    class Meta(UnionOwned.Meta):
        verbose_name = _("event of its history")
        verbose_name_plural = _("events of its history")
        ordering = ["date", "pk"]

    def __str__(self):
        return self.title
