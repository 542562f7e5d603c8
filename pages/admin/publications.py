"""Pages on which news, events, documents and pictures are prepared and published."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.models import Document, Event, Gallery, Photo, Post
from unions.admin.kit.base import TranslatedAdmin, TranslatedPartInline
from unions.admin.kit.fieldsets import ADDRESS_FIELDSET, NOTE_FIELDSET, PUBLISHING_FIELDSET
from unions.admin.kit.tasks import Count, list_url
from unions.files.element import picture_element


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


@admin.register(Event)
class EventAdmin(TranslatedAdmin):
    about = gettext_lazy("What the union invites to: trainings, conferences, technical trips.")
    list_display = ["title", "starts_at", "place", "is_cancelled", "status"]
    list_filter = ["is_cancelled"]
    date_hierarchy = "starts_at"
    search_fields = ["title_tr", "title_en", "place_tr", "place_en"]
    ordering = ["-starts_at", "-pk"]
    fieldsets = [
        (None, {"fields": ["title", ("starts_at", "ends_at"), "place", "audience", "is_cancelled", "summary", "body"]}),
        PUBLISHING_FIELDSET,
        ADDRESS_FIELDSET,
        NOTE_FIELDSET,
    ]
    readonly_fields = ["addresses"]

    def start_page_counts(self, request):
        number = self.get_queryset(request).published().filter(ends_at__gte=timezone.now()).count()
        return [Count(_("events to come"), number, list_url(Event))]


@admin.register(Document)
class DocumentAdmin(TranslatedAdmin):
    about = gettext_lazy("Files of the library: forms, reports, protocols. The yearly papers have a list of their own.")
    list_display = ["title", "category", "date", "status"]
    list_filter = ["category"]
    date_hierarchy = "date"
    search_fields = ["title_tr", "title_en", "summary_tr", "summary_en"]
    ordering = ["-date", "-pk"]
    fieldsets = [
        (None, {"fields": [("category", "date"), "title", "file", "summary"]}),
        PUBLISHING_FIELDSET,
        ADDRESS_FIELDSET,
        NOTE_FIELDSET,
    ]
    readonly_fields = ["addresses"]

    def start_page_counts(self, request):
        return [Count(_("documents"), self.number_public(request), list_url(Document))]


class PhotoPreview:
    """Shows the photograph itself beside its words."""

    @admin.display(description=gettext_lazy("preview"))
    def preview(self, photo):
        if not photo.pk or not photo.picture:
            return "—"
        return picture_element(photo.picture, alt=photo.picture_alt or "", sizes="160px", css_class="preview")


class PhotoInline(PhotoPreview, TranslatedPartInline):
    model = Photo
    fields = ["preview", "picture", "picture_alt", "caption", "position"]
    readonly_fields = ["preview"]
    ordering_field = "position"


@admin.register(Gallery)
class GalleryAdmin(TranslatedAdmin):
    about = gettext_lazy("Photographs of one occasion, with their captions.")
    list_display = ["title", "date", "status"]
    date_hierarchy = "date"
    search_fields = ["title_tr", "title_en"]
    ordering = ["-date", "-pk"]
    inlines = [PhotoInline]
    fieldsets = [
        (None, {"fields": ["title", "date", "summary"]}),
        PUBLISHING_FIELDSET,
        ADDRESS_FIELDSET,
        NOTE_FIELDSET,
    ]
    readonly_fields = ["addresses"]


@admin.register(Photo)
class PhotoAdmin(PhotoPreview, TranslatedAdmin):
    about = gettext_lazy("One photograph. Usually changed on the page of its gallery.")
    list_display = ["preview", "__str__", "gallery", "position"]
    list_display_links = ["preview", "__str__"]
    list_select_related = ["gallery"]
    search_fields = ["caption_tr", "caption_en", "gallery__title_tr"]
    fieldsets = [
        (None, {"fields": ["gallery", "preview", "picture", "picture_alt", "caption", "position"]}),
        NOTE_FIELDSET,
    ]
    readonly_fields = ["preview"]

    def has_module_permission(self, request):
        return False
