"""What the union publishes: news and announcements, events, documents, pictures."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.files.fields import PictureField, UploadField
from unions.lists.index_steps import years_of
from unions.models import ScopedManager, ScopedQuerySet, UnionOwned
from unions.publishing.addresses import Slugged
from unions.publishing.states import Publishable, PublishableQuerySet, list_index
from unions.text.richtext import RichTextField


class DatedQuerySet(models.QuerySet):
    """Rows with a date of their own, which archives sort by year."""

    def narrowed(self, year: int | None = None, **values):
        """The rows of one year, or of all, whose other fields have the values."""
        return self.filter(**({"date__year": year} if year else {}), **values)

    def years(self) -> list[int]:
        """The years that have rows, the newest first."""
        return years_of(self, "date")


class PostQuerySet(DatedQuerySet, ScopedQuerySet, PublishableQuerySet):
    def news(self):
        return self.filter(kind=Post.Kind.NEWS)

    def announcements(self):
        return self.filter(kind=Post.Kind.ANNOUNCEMENT)

    def newest_of_each_kind(self, number: int) -> dict[str, list]:
        """The first rows of each kind in their order, by kind, found in one query."""
        # Everything is said inside: said outside again, it would make SQLite read the whole archive, and so would
        # either kind "or" the other PostgreSQL.
        news, announcements = [
            self.model.all_unions.filter(pk__in=rows.values("pk")[:number]).order_by()
            for rows in (self.news(), self.announcements())
        ]
        found = sorted(news.union(announcements, all=True), key=lambda post: (post.date, post.pk), reverse=True)
        return {kind: [post for post in found if post.kind == kind] for kind in Post.Kind.values}


class Post(Slugged, UnionOwned, Publishable):
    """A dated piece of writing: news of what happened, or an announcement of what is due."""

    class Kind(models.TextChoices):
        NEWS = "news", pgettext_lazy("kind of post", "news")
        ANNOUNCEMENT = "announcement", _("announcement")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.NEWS)
    title = models.CharField(_("title"), max_length=200)
    date = models.DateField(_("date"), default=timezone.localdate)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, for lists and search engines.")
    )
    body = RichTextField(_("text"), blank=True)
    picture = PictureField(_("picture"), blank=True)
    picture_alt = models.CharField(
        _("picture in words"),
        max_length=200,
        blank=True,
        help_text=_("For those who do not see it. Empty: it only decorates."),
    )

    objects = ScopedManager.from_queryset(PostQuerySet)()
    all_unions = models.Manager.from_queryset(PostQuerySet)()

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("post")
        verbose_name_plural = _("news and announcements")
        ordering = ["-date", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(
                # All that a list of published rows asks for, so that counting and paging read nothing else.
                fields=["union", "kind", "status", "-date", "-id", "publish_at", "expire_at"],
                name="pages_post_by_date",
            ),
            # The administration lists what is not public, too.
            models.Index(fields=["union", "-date", "-id"], name="pages_post_of_union"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["union", "slug"], name="pages_post_slug"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(f"{self.kind}_detail", args=[self.slug])


class EventQuerySet(ScopedQuerySet, PublishableQuerySet):
    def upcoming(self):
        """Events not yet over, the nearest first."""
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def past(self):
        """Events that are over, the latest first."""
        return self.filter(ends_at__lt=timezone.now())

    def ending_after(self, moment):
        return self.filter(ends_at__gt=moment)


class Event(Slugged, UnionOwned, Publishable):
    """Something the union invites to: a training, a conference, a technical trip."""

    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    summary = models.TextField(_("summary"), blank=True)
    body = RichTextField(_("text"), blank=True)

    objects = ScopedManager.from_queryset(EventQuerySet)()
    all_unions = models.Manager.from_queryset(EventQuerySet)()

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["union", "-starts_at"], name="pages_event_by_time"),
            list_index("pages_event_listed", "-starts_at", "-id", "ends_at"),
            # Those to come are few, whatever has been.
            models.Index(fields=["union", "ends_at"], name="pages_event_by_end"),
            models.Index(fields=["union", "-created_at", "-id"], name="pages_event_by_creation"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["union", "slug"], name="pages_event_slug"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="pages_event_ends_after_start",
                violation_error_code="ends_early",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event_detail", args=[self.slug])


class DocumentQuerySet(DatedQuerySet, ScopedQuerySet, PublishableQuerySet):
    pass


class Document(Slugged, UnionOwned, Publishable):
    """A file of the library: a form, a report, a protocol; the yearly papers stand apart."""

    class Category(models.TextChoices):
        STATUTE = "statute", _("statute and by-laws")
        REPORT = "report", _("report")
        FORM = "form", _("form")
        PROTOCOL = "protocol", _("co-operation protocol")
        PUBLICATION = "publication", _("publication")
        OTHER = "other", _("other")

    category = models.CharField(_("category"), max_length=12, choices=Category.choices, default=Category.OTHER)
    title = models.CharField(_("title"), max_length=200)
    date = models.DateField(_("date"), default=timezone.localdate)
    summary = models.TextField(_("summary"), blank=True)
    file = UploadField(_("file"))

    objects = ScopedManager.from_queryset(DocumentQuerySet)()
    all_unions = models.Manager.from_queryset(DocumentQuerySet)()

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-date", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["union", "-date", "-id"], name="pages_document_by_date"),
            list_index("pages_document_listed", "-date", "-id", "category"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["union", "slug"], name="pages_document_slug"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("document_detail", args=[self.slug])


class GalleryQuerySet(ScopedQuerySet, PublishableQuerySet):
    def with_photos(self):
        return self.prefetch_related("photos")

    def with_covers(self):
        """Galleries with the number of their photographs, and the first one as the only one of `covers`."""
        of_same_gallery = Photo.objects.filter(gallery=models.OuterRef("gallery"))
        covers = Photo.objects.filter(pk=models.Subquery(of_same_gallery.values("pk")[:1]))
        # Counted for the rows that are shown, not for all: a join would have to be grouped first.
        photos = Photo.objects.filter(gallery=models.OuterRef("pk")).order_by().values("gallery")
        number = photos.annotate(number=models.Count("pk")).values("number")
        return self.annotate(photo_count=Coalesce(models.Subquery(number), 0)).prefetch_related(
            models.Prefetch("photos", covers, to_attr="covers")
        )


class Gallery(Slugged, UnionOwned, Publishable):
    """A set of photographs of one occasion."""

    title = models.CharField(_("title"), max_length=200)
    date = models.DateField(_("date"), default=timezone.localdate)
    summary = models.TextField(_("summary"), blank=True)

    objects = ScopedManager.from_queryset(GalleryQuerySet)()
    all_unions = models.Manager.from_queryset(GalleryQuerySet)()

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("gallery")
        verbose_name_plural = _("galleries")
        ordering = ["-date", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["union", "-date", "-id"], name="pages_gallery_by_date"),
            list_index("pages_gallery_listed", "-date", "-id"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["union", "slug"], name="pages_gallery_slug"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("gallery_detail", args=[self.slug])


class Photo(UnionOwned):
    """A photograph of a gallery, with its caption and its description in words."""

    union_from = "gallery"

    # A photograph is part of its gallery.
    gallery = models.ForeignKey(Gallery, on_delete=models.CASCADE, related_name="photos", verbose_name=_("gallery"))
    picture = PictureField(_("picture"))
    picture_alt = models.CharField(_("picture in words"), max_length=200, blank=True)
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(UnionOwned.Meta):
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.caption or str(self.pk)

    @property
    def is_public(self) -> bool:
        """A photograph is as public as its gallery."""
        return self.gallery.is_public
