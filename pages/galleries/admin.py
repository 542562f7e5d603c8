"""Pages on which galleries and their photographs are prepared and published."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from pages.galleries.models import Gallery, Photo
from pages.library.forms import FromLibrary, InlineFromLibrary
from pages.library.many import ManyPhotographs
from pages.publication_admin import PublicationAdmin, fieldsets_of
from unions.admin.kit.base import TranslatedAdmin, TranslatedInline
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.files.element import picture_element
from unions.files.focus import FOCUS_FIELDS


class PhotoPreview:
    """Shows the photograph itself beside its words."""

    @admin.display(description=gettext_lazy("preview"))
    def preview(self, photo):
        if not photo.pk or not photo.picture:
            return "—"
        return picture_element(photo.picture, alt=photo.picture_alt or "", sizes="160px", css_class="preview")


class PhotoInline(PhotoPreview, InlineFromLibrary, TranslatedInline):
    model = Photo
    template = "admin/library/photos.html"
    fields = ["preview", "picture", "picture_alt", "caption", "position"]
    readonly_fields = ["preview"]
    ordering_field = "position"


@admin.register(Gallery)
class GalleryAdmin(ManyPhotographs, PublicationAdmin):
    about = gettext_lazy("Photographs of an occasion, with captions.")
    list_display = ["title", "date", "status"]
    inlines = [PhotoInline]
    fieldsets = fieldsets_of("title", "date", "summary")
    is_counted_on_start_page = False


@admin.register(Photo)
class PhotoAdmin(PhotoPreview, FromLibrary, TranslatedAdmin):
    about = gettext_lazy("A photograph. Usually changed on the page of its gallery.")
    list_display = ["preview", "__str__", "gallery", "position"]
    list_display_links = ["preview", "__str__"]
    list_select_related = ["gallery"]
    search_fields = ["caption_tr", "caption_en", "gallery__title_tr"]
    fieldsets = [
        (None, {"fields": ["gallery", "preview", "picture", FOCUS_FIELDS, "picture_alt", "caption", "position"]}),
        NOTE_FIELDSET,
    ]
    readonly_fields = ["preview"]

    def has_module_permission(self, request):
        return False
