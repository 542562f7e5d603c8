"""Pages on which news and announcements are prepared and published."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.posts.models import Post
from unions.admin.base import TranslatedAdmin
from unions.admin.institution import NOTE_FIELDSET
from unions.admin.proceedings import ADDRESS_FIELDSET, PUBLISHING_FIELDSET
from unions.admin.tasks import Count, list_url


@admin.register(Post)
class PostAdmin(TranslatedAdmin):
    about = gettext_lazy("News of what happened and announcements of what is due.")
    list_display = ["title", "kind", "date", "status"]
    list_filter = ["kind"]
    date_hierarchy = "date"
    search_fields = ["title_tr", "title_en", "summary_tr", "summary_en"]
    ordering = ["-date", "-pk"]
    fieldsets = [
        (None, {"fields": [("kind", "date"), "title", "summary", "body"]}),
        (gettext_lazy("Picture"), {"fields": ["picture", "picture_alt"]}),
        PUBLISHING_FIELDSET,
        ADDRESS_FIELDSET,
        NOTE_FIELDSET,
    ]
    readonly_fields = ["addresses"]

    def start_page_counts(self, request):
        return [Count(_("news and announcements"), self.number_public(request), list_url(Post))]
