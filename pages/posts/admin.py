"""The page on which news and announcements are prepared and published."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pages.posts.models import Post
from pages.publication_admin import PublicationAdmin, fieldsets_of
from unions.files.focus import FOCUS_FIELDS


@admin.register(Post)
class PostAdmin(PublicationAdmin):
    about = _("News of what has happened and announcements of what is coming up.")
    list_display = ["title", "kind", "date", "status"]
    list_filter = ["kind"]
    kept_for_next = ["kind", "date"]
    fieldsets = fieldsets_of(
        ("kind", "date"),
        "title",
        "summary",
        "body",
        more=[(_("Picture"), {"fields": ["picture", "picture_alt", FOCUS_FIELDS]})],
    )
