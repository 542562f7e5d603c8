"""The tree of pages, and the menus that lead through the site."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from unions.models import ScopedManager, ScopedQuerySet, UnionOwned
from unions.publishing.addresses import LANGUAGES, Slugged
from unions.publishing.states import Publishable, PublishableQuerySet
from unions.text.richtext import RichTextField
from unions.text.turkish import capfirst


class PageQuerySet(ScopedQuerySet, PublishableQuerySet, TreeQuerySet):
    def at(self, path: str, language: str):
        """Pages whose address below the language is `path`, words joined by slashes."""
        return self.filter(**{f"path_{language}": path})

    def beneath(self, page):
        """All pages below `page`, at any depth, told by their addresses."""
        return self.filter(path_tr__startswith=f"{page.path_tr}/")

    def family_of(self, page):
        """The pages above `page`, beside it and right beneath it, and itself; without their texts."""
        above = models.Q(path_tr__in=page.paths_above())
        beside = models.Q(parent=page.parent_id) if page.parent_id else models.Q(pk=page.pk)
        bodies = [f"body_{language}" for language in LANGUAGES]
        return self.filter(above | beside | models.Q(parent=page.pk)).defer("body", *bodies)


class Page(Slugged, UnionOwned, Publishable, TreeNode):
    """A text of lasting interest at its place in the tree: about the union, services, forms, legal notices."""

    slug_scope = ["union", "parent_id"]

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, for lists and search engines.")
    )
    body = RichTextField(_("text"), blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)
    path = models.CharField(_("address"), max_length=500, editable=False)

    objects = ScopedManager.from_queryset(PageQuerySet)()
    all_unions = models.Manager.from_queryset(PageQuerySet)()

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["union", "path"],
                name="pages_page_path",
                violation_error_message=_("Another page already has this address."),
            ),
        ]

    def __str__(self):
        return self.title

    def prepare_for_save(self):
        super().prepare_for_save()
        for language in LANGUAGES:
            above = getattr(self.parent, f"path_{language}") + "/" if self.parent_id else ""
            setattr(self, f"path_{language}", above + getattr(self, f"slug_{language}"))

    def save(self, *args, **kwargs):
        with transaction.atomic(using=kwargs.get("using")):
            stored = Page.all_unions.filter(pk=self.pk).first() if self.pk else None
            super().save(*args, **kwargs)
            if stored and any(getattr(stored, f"path_{code}") != getattr(self, f"path_{code}") for code in LANGUAGES):
                # Their addresses begin with this page's; each saves itself and leaves its own redirects.
                for child in Page.all_unions.filter(parent=self):
                    child.parent = self
                    child.save()

    def clean(self):
        super().clean()
        if self.parent_id:
            return
        for language in LANGUAGES:
            if getattr(self, f"slug_{language}") in reserved_words():
                raise ValidationError(
                    {
                        f"slug_{language}": ValidationError(
                            _("This word is taken by a part of the site itself."), code="slug_reserved"
                        )
                    }
                )

    def paths_above(self) -> list[str]:
        """The Turkish paths of the pages above it, the topmost first."""
        words = self.path_tr.split("/")
        return ["/".join(words[:depth]) for depth in range(1, len(words))]

    def get_absolute_url(self):
        return reverse("page_detail", args=[getattr(self, f"path_{get_language()}", None) or self.path_tr])

    def taken_slugs(self, language: str, beginning: str) -> set[str]:
        taken = super().taken_slugs(language, beginning)
        return taken if self.parent_id else taken | reserved_words()


def reserved_words() -> set[str]:
    """First words of addresses that belong to the site's own parts, in every language."""
    words = set()
    for language in LANGUAGES:
        with translation.override(language):
            words |= set(_first_words(get_resolver().url_patterns))
    return words


def _first_words(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns") and str(pattern.pattern) in {"", f"{get_language()}/"}:
            yield from _first_words(pattern.url_patterns)
        else:
            yield str(pattern.pattern).split("/")[0]


class MenuItemQuerySet(ScopedQuerySet):
    def with_target(self):
        """The entries with the pages they lead to, in order; the texts of the pages stay where they are."""
        bodies = [f"page__body_{language}" for language in LANGUAGES]
        return self.select_related("page").defer("page__body", *bodies).order_by("position", "pk")


class MenuItem(UnionOwned):
    """An entry of a menu: a page of the tree, a part of the site, or an address elsewhere."""

    class Place(models.TextChoices):
        MAIN = "main", _("main menu")
        FOOTER = "footer", _("foot of the page")

    class Section(models.TextChoices):
        """Parts of the site that are not pages of the tree; the value is the name of the address."""

        UNION = "union_detail", _("the union")
        DUTIES = "union_duties", _("aims and duties")
        LEGAL_BASIS = "union_legal_basis", _("legal basis")
        HISTORY = "union_history", _("history")
        ORGANS = "organ_list", _("organs")
        MEETINGS = "meeting_list", _("meetings")
        DECISIONS = "decision_list", _("decisions")
        PAPERS = "paper_grid", _("yearly papers")
        DOCUMENTS = "document_list", _("documents")
        MEMBERS = "member_list", _("members")
        MEMBER_MAP = "member_map", _("map of the members")
        MEMBER_HISTORY = "member_history", _("membership through time")
        NEWS = "news_list", _("news")
        ANNOUNCEMENTS = "announcement_list", _("announcements")
        EVENTS = "event_list", _("events")
        GALLERIES = "gallery_list", _("galleries")

    place = models.CharField(_("menu"), max_length=10, choices=Place.choices, default=Place.MAIN)
    # Entries beneath an entry go with it.
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("beneath"),
        limit_choices_to={"parent": None},
    )
    label = models.CharField(_("label"), max_length=80, blank=True, help_text=_("Empty: the name of its target."))
    # A page cannot go while a menu leads to it: the menu would break silently.
    page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="menu_items", null=True, blank=True, verbose_name=_("page")
    )
    section = models.CharField(_("part of the site"), max_length=40, choices=Section.choices, blank=True)
    link = models.CharField(
        _("address"),
        max_length=300,
        blank=True,
        validators=[RegexValidator(r"^(https?://|/)", _("Begins with https:// or with a slash."))],
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ScopedManager.from_queryset(MenuItemQuerySet)()
    all_unions = models.Manager.from_queryset(MenuItemQuerySet)()

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
                violation_error_message=_("Choose exactly one target: a page, a part of the site or an address."),
            )
        ]

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        """The words on the entry: its own, or its target's name."""
        return self.label or (self.page.title if self.page_id else "") or self.get_section_display() or self.link

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
