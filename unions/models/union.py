"""A union as the law sees it, the hosts of its site, and its names through time."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from unions.caching.generations import ChangeCountingQuerySet
from unions.models.generation import Generation
from unions.models.ownership import Editable, ScopedQuerySet, UnionOwned, managers
from unions.text.date_order import NotBefore, in_the_past, since_founding
from unions.text.partial_dates import PartialDateField
from unions.text.periods import Period, PeriodQuerySet
from unions.text.richtext import RichTextField
from unions.text.search_text import Searchable
from unions.text.turkish import fold
from unions.values.fields import WebAddressField

MOST_WORDS_OF_HEADLINE = 16
# On the circle of hues, from the accent to the second colour of a union that has chosen none.
STEP_TO_SECOND = 210


def at_most_sixteen_words(value: str) -> None:
    """The sentence of the home page is read at a glance."""
    if len(value.split()) > MOST_WORDS_OF_HEADLINE:
        message = _("%(count)s words are too many for the home page. Write at most %(most)s.")
        raise ValidationError(
            message, code="too_many_words", params={"count": len(value.split()), "most": MOST_WORDS_OF_HEADLINE}
        )


LONGEST_GROUP = 12


def check_synonyms(text: str) -> None:
    """Each line has at least two words or names of a few words, with an equals sign between."""
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [fold(part) for part in line.split("=")]
        if line.strip() and (len(parts) < 2 or len(parts) > LONGEST_GROUP or not all(map(is_short, parts))):
            raise ValidationError(
                _("Line %(number)s: write two or more words of at most three parts each, with “=” between."),
                code="synonyms",
                params={"number": number},
            )


def is_short(name: str) -> bool:
    return 1 <= len(name.split()) <= 3 and len(name) <= 80


class UnionQuerySet(ChangeCountingQuerySet):
    def searched_together(self):
        """The unions that wish to be searched together with others, and have a site to lead to."""
        return self.filter(is_searched_with_others=True, pk__in=UnionHost.all_unions.values("union"))


class Union(Editable, Searchable):
    """A union of local administrations: a public legal person (Law 5355, art. 3) with a site of its own."""

    translated = ["headline", "legal_status", "reach", "introduction", "history_text", "ending_act", "successor_name"]
    search_fields = ["code"]
    rights_group = "union"
    date_rules = [
        *in_the_past("founded_on", "stated_member_count_on"),
        NotBefore("stated_member_count_on", "founded_on"),
    ]

    class Language(models.TextChoices):
        TURKISH = "tr", _("Turkish")
        ENGLISH = "en", _("English")

    class Mark(models.TextChoices):
        SUNFLOWER = "sunflower", _("sunflower")
        STAR = "star", _("Seljuk star")
        PLAIN = "plain", _("initials")

    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("A short, permanent name for files and commands, such as trakyakent."),
    )

    class Ending(models.TextChoices):
        DISSOLVED = "dissolved", _("dissolved")
        MERGED = "merged", _("merged into another union")
        TERM_OVER = "term_over", _("end of the term in its statute")

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
    ended_on = PartialDateField(
        _("last day of the union"),
        null=True,
        blank=True,
        help_text=_("Every membership and every seat ends with it; the site stays readable."),
    )
    ending = models.CharField(_("how it ended"), max_length=10, choices=Ending.choices, blank=True)
    ending_act = models.CharField(
        _("act by which it ended"),
        max_length=300,
        blank=True,
        help_text=_("For example: decision of the assembly of 12.05.2024, no. 2024/7; Official Gazette."),
    )
    successor_name = models.CharField(
        _("successor of the union"),
        max_length=200,
        blank=True,
        help_text=_("The union or body that took over its tasks."),
    )
    successor_website = WebAddressField(_("website of the successor"), blank=True)
    stated_member_count = models.PositiveSmallIntegerField(
        _("stated number of members"),
        null=True,
        blank=True,
        help_text=_(
            "The number given by the union itself. Shown next to the list of members while that list is incomplete."
        ),
    )
    stated_member_count_on = PartialDateField(_("date of the stated number"), null=True, blank=True)
    synonyms = models.TextField(
        _("words that mean the same"),
        blank=True,
        max_length=10_000,
        validators=[check_synonyms],
        help_text=_(
            "For the search: one group a line, with an equals sign between the words: aidat = katılım payı. "
            "Whoever searches for one finds the others as well."
        ),
    )
    papers_since = models.PositiveSmallIntegerField(
        _("annual documents since"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1950), MaxValueValidator(2100)],
        help_text=_(
            "The year from which the union keeps its annual documents on this site; nothing is called missing of the "
            "years before. If empty, the year of the first document."
        ),
    )
    detsis_number = models.CharField(_("DETSİS number"), max_length=20, blank=True)
    tax_number = models.CharField(_("tax number"), max_length=20, blank=True)
    tax_office = models.CharField(_("tax office"), max_length=100, blank=True)
    host_provider = models.CharField(
        _("host provider"),
        max_length=200,
        blank=True,
        help_text=_("Who hosts this site, with address or website (Law 5651)."),
    )
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
    second_hue = models.PositiveSmallIntegerField(
        _("second hue"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(359)],
        help_text=_(
            "The colour of small signs such as dates and the dots of the map: 90 is sunflower yellow, 264 cobalt blue. "
            "If empty, one that differs clearly from the accent."
        ),
    )
    headline = models.CharField(
        _("sentence of the home page"),
        max_length=160,
        blank=True,
        validators=[at_most_sixteen_words],
        help_text=_(
            "What the union is, in one sentence of at most 16 words. If empty, how many municipalities it "
            "unites and where."
        ),
    )
    mark = models.CharField(_("drawn emblem"), max_length=10, choices=Mark.choices, default=Mark.PLAIN)
    is_default = models.BooleanField(
        _("default union"),
        default=False,
        help_text=_("Shown when the site is opened by IP address, such as 127.0.0.1."),
    )
    lists_cross_border_first = models.BooleanField(
        _("cross-border projects first"),
        default=False,
        help_text=_("Lists projects with partners in other countries before all others."),
    )
    publishing_takes_two = models.BooleanField(
        _("publishing takes two people"),
        default=False,
        help_text=_("Whoever wrote a text last cannot publish it: someone else does."),
    )
    is_searched_with_others = models.BooleanField(
        _("searched together with other unions"),
        default=False,
        help_text=_(
            "Readers may search in all unions of this installation that wish so. Only what is public is found, and each"
            " hit leads to the site of its union."
        ),
    )
    has_demo = models.BooleanField(_("has sample content"), default=False, editable=False)
    staff_note = models.TextField(
        _("note for staff"), blank=True, help_text=_("Where the facts come from. Never shown on the site.")
    )

    objects = UnionQuerySet.as_manager()

    class Meta:
        verbose_name = _("union")
        verbose_name_plural = _("unions")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="unions_union_one_default"
            ),
            models.CheckConstraint(condition=models.Q(accent_hue__lte=359), name="unions_union_hue_on_the_wheel"),
            models.CheckConstraint(
                condition=models.Q(second_hue=None) | models.Q(second_hue__lte=359),
                name="unions_union_second_hue_on_the_wheel",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, ending="", ending_act_tr="", successor_name_tr="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(ending="")),
                name="unions_union_end_is_dated",
                violation_error_code="end_incomplete",
                violation_error_message=_("The end of the union needs its date and how it ended."),
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(founded_on__isnull=True)
                | models.Q(founded_on__lte=models.F("ended_on__latest")),
                name="unions_union_ends_after_founding",
                violation_error_code="ends_before_founding",
                violation_error_message=_("The union cannot end before it was founded."),
            ),
        ]

    def __str__(self):
        return self.code

    def has_ended_by(self, day: date) -> bool:
        """Whether the union no longer existed on that day."""
        return self.ended_on is not None and self.ended_on.latest < day

    @property
    def has_ended(self) -> bool:
        return self.has_ended_by(timezone.localdate())

    @cached_property
    def main_host(self) -> str:
        """The host name by which search engines and programs know the site; empty where it has none."""
        hosts = UnionHost.all_unions.filter(union=self).order_by("-is_primary", "host")
        return hosts.values_list("host", flat=True).first() or ""

    @cached_property
    def current_name(self) -> "UnionName":
        """What the union is called today, or its code where no name is on record; read once for each request."""
        return UnionName.all_unions.filter(union=self).current().first() or UnionName(union=self, name_tr=self.code)

    @property
    def sign_hue(self) -> int:
        """The hue of small signs: the second one, or one that follows from the accent."""
        return (self.accent_hue + STEP_TO_SECOND) % 360 if self.second_hue is None else self.second_hue

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
    rights_group = "institution"
    date_rules = [
        *since_founding("start_date", "end_date"),
        *in_the_past("decided_on", "approved_on"),
        NotBefore("approved_on", "decided_on"),
    ]

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
