"""The menus that lead through the site."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pages.frame.sections import sections
from pages.tree.models import Page
from unions.models import ScopedQuerySet, UnionOwned, managers
from unions.publishing.addresses import LANGUAGES
from unions.text.search_text import Searchable
from unions.text.turkish import capfirst
from unions.values.fields import SiteOrWebAddressField

# Each entry with those beneath it.
TREE_ORDER = [
    "place",
    Coalesce("parent__position", "position").asc(),
    Coalesce("parent_id", "pk").asc(),
    F("parent_id").asc(nulls_first=True),
    "position",
    "pk",
]


class MenuItemQuerySet(ScopedQuerySet):
    def last_position_beside(self, item: "MenuItem") -> int:
        """The place of the last entry of the same menu beneath the same entry."""
        beside = self.filter(place=item.place, parent=item.parent_id)
        return beside.aggregate(last=models.Max("position"))["last"] or 0

    def with_target(self):
        """The entries with the pages they lead to, in order; the texts of the pages stay where they are."""
        bodies = [f"page__body_{language}" for language in LANGUAGES]
        return self.select_related("page").defer("page__body", *bodies).order_by("position", "pk")


class MenuItem(UnionOwned, Searchable):
    """An entry of a menu: a page of the tree, a part of the site, or an address elsewhere."""

    translated = ["label"]
    search_fields = ["label", "link"]
    rights_group = "navigation"

    class Place(models.TextChoices):
        MAIN = "main", _("main menu")
        FOOTER = "footer", _("footer")

    place = models.CharField(_("menu"), max_length=10, choices=Place.choices, default=Place.MAIN)
    # Entries beneath an entry go with it.
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("parent entry"),
        limit_choices_to={"parent": None},
    )
    label = models.CharField(
        _("label"), max_length=80, blank=True, help_text=_("If empty, the name of the target is shown.")
    )
    # A page cannot go while a menu leads to it: the menu would break silently.
    page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="menu_items", null=True, blank=True, verbose_name=_("page")
    )
    section = models.CharField(_("section of the site"), max_length=40, choices=sections, blank=True)
    link = SiteOrWebAddressField(
        _("address"),
        max_length=300,
        blank=True,
        validators=[RegexValidator(r"^(https?://|/)", _("An address starting with https:// or a slash (/)."))],
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects, all_unions = managers(MenuItemQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu entries")
        ordering = ["place", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(page__isnull=False, section="", link="")
                    | models.Q(page=None, link="") & ~models.Q(section="")
                    | models.Q(page=None, section="") & ~models.Q(link="")
                ),
                name="pages_menuitem_one_target",
                violation_error_code="one_target",
                violation_error_message=_("Choose exactly one target: a page, a section of the site or an address."),
            )
        ]

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        """The words on the entry: its own, or its target's name."""
        return self.label or (self.page.title if self.page else "") or self.get_section_display() or self.link

    def words(self) -> tuple[str, str]:
        """The words on the entry in the active language, or in Turkish; then with the language they are in."""
        language = get_language()
        for code in [language, LANGUAGES[0]]:
            label = getattr(self, f"label_{code}") or (getattr(self.page, f"title_{code}") if self.page_id else "")
            if label:
                return label, "" if code == language else code
        return capfirst(self.get_section_display(), language) or self.link, ""

    def get_absolute_url(self):
        if self.page_id:
            return self.page.get_absolute_url()
        return reverse(self.section) if self.section else self.link
