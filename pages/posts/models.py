"""News and announcements."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.publications import DatedPublication, DatedQuerySet, picture_alt_field
from unions.files.fields import PictureField
from unions.files.focus import PictureFocus
from unions.models import managers
from unions.text.richtext import RichTextField


class PostQuerySet(DatedQuerySet):
    def news(self):
        return self.filter(kind=Post.Kind.NEWS)

    def announcements(self):
        return self.filter(kind=Post.Kind.ANNOUNCEMENT)

    def newest_of_each_kind(self, number: int) -> dict[str, list]:
        """The first rows of each kind in their order, by kind, in one query."""
        # Everything is said inside: said outside again, it would make SQLite read the whole archive, and so would
        # either kind "or" the other PostgreSQL.
        news, announcements = [
            self.model.all_unions.filter(pk__in=rows.values("pk")[:number]).order_by()
            for rows in (self.news(), self.announcements())
        ]
        posts = sorted(news.union(announcements, all=True), key=lambda post: (post.date, post.pk), reverse=True)
        return {kind: [post for post in posts if post.kind == kind] for kind in Post.Kind.values}


class Post(DatedPublication, PictureFocus):
    """A dated piece of writing: news of what happened, or an announcement of what is due."""

    translated = [*DatedPublication.translated, "body", "picture_alt"]

    class Kind(models.TextChoices):
        NEWS = "news", pgettext_lazy("kind of post", "news")
        ANNOUNCEMENT = "announcement", _("announcement")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.NEWS)
    body = RichTextField(_("text"), blank=True)
    picture = PictureField(_("picture"), in_library=True, blank=True)
    picture_alt = picture_alt_field()

    objects, all_unions = managers(PostQuerySet)

    class Meta(DatedPublication.Meta):
        verbose_name = _("post")
        verbose_name_plural = _("news and announcements")
        indexes = [
            models.Index(
                # All that a list of published rows asks for, so that counting and paging read nothing else.
                fields=["union", "kind", "status", "-date", "-id", "publish_at", "expire_at"],
                name="pages_post_by_date",
            ),
            # The administration lists what is not public, too.
            models.Index(fields=["union", "-date", "-id"], name="pages_post_of_union"),
        ]

    @property
    def kind_name(self) -> str:
        return self.kind
