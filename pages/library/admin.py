"""The page on which the library of pictures is kept."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.library.filters import AddedFilter, UseFilter, WordsFilter
from pages.library.models import Picture, sum_of, uses_of
from pages.library.screens import LibraryScreens
from pages.library.storing import show_new_file, spread_words
from pages.library.words import OfPictureForm, Uses, in_uses, whole_of, words_of
from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.readers_see import visibility_in_words
from unions.admin.kit.rights import may_change_public
from unions.admin.kit.tasks import change_url
from unions.files import uploads
from unions.files.element import picture_element
from unions.files.focus import FOCUS_FIELDS
from unions.models import UnionOwned
from unions.publishing.states import Publishable
from unions.reviewing import two_people


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
class PictureAdmin(LibraryScreens, TranslatedAdmin):
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

    @admin.display(description=gettext_lazy("shown in"))
    def shown_in(self, picture):
        """Every row that shows it, with what readers see of that."""
        uses = self.stored_uses(picture)
        if not uses:
            return _("nothing: not used")
        return format_html_join(
            mark_safe("<br>"),
            '<a href="{}">{}</a> <span class="quiet">{}</span>',
            [(change_url(whole_of(row)), whole_of(row), state_of(row)) for row in uses],
        )

    def stored_uses(self, picture) -> list[UnionOwned]:
        # `picture` holds the fields of a refused form.
        stored = Picture.objects.filter(pk=picture.pk).first() if picture.pk else None
        return stored.uses() if stored else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.uses_by_right = staticmethod(partial(self.uses_by_right, request))
        return form

    def uses_by_right(self, request: Any, picture: Any) -> Uses:
        """The uses of a picture as it is stored, by what the person may do with them."""
        uses = Uses([], [], [])
        for row in self.stored_uses(picture):
            right = f"{row._meta.app_label}.change_{row._meta.model_name}"
            if not (request.user.has_perm(right) and may_change_public(request, row)):
                uses.closed.append(row)
            elif is_out(whole_of(row)) and two_people.is_asked():
                uses.for_two.append(row)
            else:
                uses.open.append(row)
        return uses

    def save_model(self, request, obj, form, change):
        stored = Picture.objects.get(pk=obj.pk) if change else None
        uses = self.uses_by_right(request, obj)
        super().save_model(request, obj, form, change)
        if stored is not None:
            carry_on(request, stored, obj, uses)

    def may_restore(self, request, row):
        if not super().may_restore(request, row):
            return False
        uses = self.uses_by_right(request, row) if row is not None else Uses([], [], [])
        return not (uses.closed or uses.for_two)

    @transaction.atomic
    def restore(self, request, state, row):
        stored = Picture.objects.get(pk=row.pk) if row is not None else None
        uses = self.uses_by_right(request, row) if row is not None else None
        response = super().restore(request, state, row)
        if stored is not None and uses is not None:
            # Rows that show the picture show its former file again, too.
            carry_on(request, stored, Picture.objects.get(pk=row.pk), uses)
        return response

    def get_deleted_objects(self, objs, request):
        to_delete, model_count, perms_needed, protected = super().get_deleted_objects(objs, request)
        rows = [row for picture in objs for row in picture.uses()]
        shown = [format_html('<a href="{}">{}</a>', change_url(whole_of(row)), whole_of(row)) for row in rows]
        return to_delete, model_count, perms_needed, [*protected, *dict.fromkeys(shown)]


def known_as(upload: Any, picture: Picture) -> Picture | None:
    """The other picture of the library that is the same."""
    try:
        digest = sum_of(uploads.decoded(upload).file)
    except ValidationError:
        # Its field says so.
        return None
    return Picture.objects.same_as(digest).exclude(pk=picture.pk).first()


def is_out(whole: Any) -> bool:
    """Whether readers see it, or will."""
    return isinstance(whole, Publishable) and whole.status == Publishable.Status.PUBLISHED


def carry_on(request: Any, stored: Picture, picture: Picture, uses: Uses) -> None:
    """Give what is new about a picture to the rows that show it."""
    if stored.picture.name != picture.picture.name:
        show_new_file(picture, stored.picture.name, uses.open)
    if number := spread_words(picture, words_of(stored), uses.open):
        messages.info(request, in_uses(number))


def state_of(row: Any) -> str:
    whole = whole_of(row)
    kind = str(whole._meta.verbose_name)
    return f"{kind} · {visibility_in_words(whole)}" if isinstance(whole, Publishable) else kind
