"""The tree of pages."""

from collections.abc import Collection, Iterator

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from unions.models import ScopedQuerySet, UnionOwned, managers
from unions.publishing.addresses import LANGUAGES, Slugged
from unions.publishing.states import Publishable, PublishableQuerySet
from unions.text.richtext import RichTextField
from unions.text.search_text import Searchable


class PageQuerySet(ScopedQuerySet, PublishableQuerySet, TreeQuerySet):
    def at(self, path: str, language: str):
        """Pages whose address below the language is `path`, words joined by slashes."""
        return self.filter(**{f"path_{language}": path})

    def beneath(self, page):
        """All pages below `page`, at any depth, found by their addresses."""
        return self.filter(path_tr__startswith=f"{page.path_tr}/")

    def outside(self, page):
        """All pages but `page` and those below it, with their depth."""
        return self.with_tree_fields().exclude(pk__in=page.descendants(include_self=True).values("pk"))

    def beside(self, page):
        """The other pages beneath the same page."""
        return self.filter(parent=page.parent).exclude(pk=page.pk)

    def last_position_beneath(self, parent) -> int:
        return self.filter(parent=parent).aggregate(last=models.Max("position"))["last"] or 0

    def family_of(self, page):
        """The pages above `page`, beside it and right beneath it, and itself; without their texts."""
        above = models.Q(path_tr__in=page.paths_above())
        beside = models.Q(parent=page.parent_id) if page.parent_id else models.Q(pk=page.pk)
        bodies = [f"body_{language}" for language in LANGUAGES]
        return self.filter(above | beside | models.Q(parent=page.pk)).defer("body", *bodies)


class Page(Slugged, UnionOwned, Publishable, TreeNode, Searchable):
    """A text of lasting interest at its place in the tree: about the union, services, forms, legal notices."""

    translated = ["title", "slug", "path", "summary", "body", "withdrawal_reason"]
    search_fields = ["title", "summary"]
    rights_group = "pages"

    slug_scope = ["union", "parent_id"]

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, for lists and search engines.")
    )
    body = RichTextField(_("text"), blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)
    path = models.CharField(_("address"), max_length=500, editable=False)

    objects, all_unions = managers(PageQuerySet)

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "pk"]
        constraints = [
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

    def put_at(self, place: int) -> None:
        """Make the page so many-th beneath its parent, counted from 0.

        It is saved, and so is every page beside it that moves up or down; their addresses leave redirects.
        """
        pages = list(Page.objects.beside(self))
        pages.insert(place, self)
        with transaction.atomic():
            for position, page in enumerate(pages, start=1):
                if page is self or page.position != position:
                    page.position = position
                    page.save()

    def clean(self):
        super().clean()
        if self.parent_id:
            return
        for language in LANGUAGES:
            if getattr(self, f"slug_{language}") in reserved_words():
                raise ValidationError(
                    {
                        f"slug_{language}": ValidationError(
                            _("This word is already used by a section of the site."), code="slug_reserved"
                        )
                    }
                )

    def paths_above(self) -> list[str]:
        """The Turkish paths of the pages above it, the topmost first."""
        words = self.path_tr.split("/")
        return ["/".join(words[:depth]) for depth in range(1, len(words))]

    def address_arguments(self) -> list:
        return [getattr(self, f"path_{get_language()}", None) or self.path_tr]

    def taken_slugs(self, language: str, beginning: str) -> set[str]:
        taken = super().taken_slugs(language, beginning)
        return taken if self.parent_id else taken | reserved_words()


def reserved_words() -> set[str]:
    """First words of addresses that belong to the site's own parts, in every language."""
    words = set()
    for language in LANGUAGES:
        with translation.override(language):
            words |= {route.split("/")[0] for route in routes(get_resolver().url_patterns)}
    return words


def routes(patterns, leaving_out: Collection[str] = ()) -> Iterator[str]:
    """All addresses in the active language but some, which are given by name; what lies beneath a word in one."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns") and str(pattern.pattern) in {"", f"{get_language()}/"}:
            yield from routes(pattern.url_patterns, leaving_out)
        elif getattr(pattern, "name", "") not in leaving_out:
            yield str(pattern.pattern)
