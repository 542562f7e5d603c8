"""The page on which the library of pictures is kept."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.library.filters import AddedFilter, UseFilter, WordsFilter
from pages.library.models import Picture, sum_of, uses_of
from pages.library.screens import LibraryScreens
from pages.library.storing import show_new_file, spread_words
from pages.library.uses_admin import WithUses
from pages.library.words import OfPictureForm, Uses, in_uses, words_of
from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.files import uploads
from unions.files.element import picture_element
from unions.files.focus import FOCUS_FIELDS


class PictureForm(OfPictureForm):
    """A picture with its words; another file takes its place wherever it is shown."""

    def clean(self) -> Any:
        cleaned = super().clean()
        upload = self.cleaned_data.get("picture")
        if upload and "picture" in self.changed_data and (known := known_as(upload, self.instance)):
            text = _("This picture is in the library already, as “%(picture)s” (number %(number)s).")
            values = {"picture": known, "number": known.pk}
            self.add_error("picture", ValidationError(text, code="known", params=values))
        return cleaned


@admin.register(Picture)
class PictureAdmin(WithUses, LibraryScreens, TranslatedAdmin):
    about = gettext_lazy("All pictures of the union: descriptions, credits, and where each is shown.")
    form = PictureForm
    change_list_template = "admin/library/list.html"
    list_display = ["name", "added_on"]
    list_filter = [UseFilter, WordsFilter, AddedFilter]
    search_fields = ["name", "alt", "credit"]
    list_per_page = 60
    fieldsets = [
        (
            None,
            {"fields": ["preview", "picture", "name", "alt", "is_decorative", "credit", FOCUS_FIELDS, "shown_in"]},
        ),
        NOTE_FIELDSET,
    ]
    readonly_fields = ["preview", "shown_in"]

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        if changes := getattr(response, "context_data", {}).get("cl"):
            pictures = list(changes.result_list)
            uses = uses_of(request.union.pk, [picture.picture.name for picture in pictures])
            response.context_data["cards"] = [(picture, uses.get(picture.picture.name, [])) for picture in pictures]
            response.context_data["missing_words"] = Picture.objects.without_words().count()
        return response

    @admin.display(description=gettext_lazy("preview"))
    def preview(self, picture):
        if not picture.pk or not picture.picture:
            return "—"
        return picture_element(picture.picture, alt=picture.alt or "", sizes="320px", css_class="preview")

    def save_model(self, request, obj, form, change):
        stored = Picture.objects.get(pk=obj.pk) if change else None
        uses = self.uses_by_right(request, obj)
        super().save_model(request, obj, form, change)
        if stored is not None:
            carry_on(request, stored, obj, uses)

    @transaction.atomic
    def restore(self, request, state, row):
        stored = Picture.objects.get(pk=row.pk) if row is not None else None
        uses = self.uses_by_right(request, row) if row is not None else None
        response = super().restore(request, state, row)
        if stored is not None and uses is not None:
            # Rows that show the picture show its former file again, too.
            carry_on(request, stored, Picture.objects.get(pk=row.pk), uses)
        return response


def known_as(upload: Any, picture: Picture) -> Picture | None:
    """The other picture of the library that is the same."""
    try:
        digest = sum_of(uploads.decoded(upload).file)
    except ValidationError:
        # Its field says so.
        return None
    return Picture.objects.same_as(digest).exclude(pk=picture.pk).first()


def carry_on(request: Any, stored: Picture, picture: Picture, uses: Uses) -> None:
    """Give what is new about a picture to the rows that show it."""
    if stored.picture.name != picture.picture.name:
        show_new_file(picture, stored.picture.name, uses.open)
    if number := spread_words(picture, words_of(stored), uses.open):
        messages.info(request, in_uses(number))
