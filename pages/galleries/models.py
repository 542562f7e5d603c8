"""Photographs."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from pages.publications import DatedPublication, DatedQuerySet
from unions.files.fields import PictureField
from unions.files.focus import PictureFocus
from unions.models import UnionOwned, managers
from unions.publishing.states import list_index
from unions.text.search_text import Searchable


class GalleryQuerySet(DatedQuerySet):
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


class Gallery(DatedPublication):
    """A set of photographs of one occasion."""

    search_fields = ["title"]

    objects, all_unions = managers(GalleryQuerySet)

    class Meta(DatedPublication.Meta):
        verbose_name = _("gallery")
        verbose_name_plural = _("galleries")
        indexes = [
            models.Index(fields=["union", "-date", "-id"], name="pages_gallery_by_date"),
            list_index("pages_gallery_listed", "-date", "-id"),
        ]

    @property
    def photos_there(self) -> "list[Photo]":
        """The photographs to show: a disk may have lost one that is still on record."""
        return [photo for photo in self.photos.all() if photo.picture.is_there]


class Photo(UnionOwned, Searchable, PictureFocus):
    """A photograph of a gallery, with its caption and its description in words."""

    translated = ["caption", "picture_alt"]
    search_fields = ["caption"]
    rights_group = "pages"

    union_from = "gallery"

    # A photograph is part of its gallery.
    gallery = models.ForeignKey(Gallery, on_delete=models.CASCADE, related_name="photos", verbose_name=_("gallery"))
    picture = PictureField(_("picture"), in_library=True)
    picture_alt = models.CharField(_("picture description"), max_length=200, blank=True)
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
