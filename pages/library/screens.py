"""The pages of the library: many files at once, the table of descriptions, and what a chooser offers."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.library import words
from pages.library.models import Picture
from pages.library.storing import spread_words, store
from unions.admin.kit import many_files
from unions.admin.kit.many_files import ManyFiles, Stored
from unions.tenancy.requests import UnionRequest

SMALL = "160px"


class LibraryScreens(ManyFiles):
    """Adds the pages of the library to its admin."""

    table_address = "admin:pages_picture_words"
    offered_in = ("-added_on", "-pk")

    def uses_by_right(self, request: Any, picture: Any) -> words.Uses:
        """The uses of a picture, by what the person may do with them."""
        raise NotImplementedError

    def get_urls(self) -> list:
        def guarded(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        return [
            path("yukle/", guarded(self.upload), name="pages_picture_upload"),
            path("aciklamalar/", guarded(self.words_table), name="pages_picture_words"),
            path("sec/", guarded(self.choose), name="pages_picture_choose"),
            *super().get_urls(),
        ]

    # Many files at once

    def upload_page(self, request: UnionRequest) -> HttpResponse:
        return self.screen(request, "admin/library/upload.html", _("Add pictures"))

    def take_in(self, request: UnionRequest, upload: File) -> Stored[Picture]:
        return store(upload)

    def as_json(self, result: Stored[Picture]) -> dict[str, Any]:
        picture = offer(result.row) if result.row else None
        return {"picture": picture, "known": result.is_known, "refused": bool(result.error), "text": sentence(result)}

    def say(self, request: UnionRequest, results: list[Stored[Picture]]) -> None:
        say(request, results)

    # The table of descriptions

    def words_table(self, request: UnionRequest) -> HttpResponse:
        """Descriptions and credits of the pictures that were just added, or of all that have none, in one table."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        pictures = self.pictures_to_describe(request)
        forms = words.forms_of(pictures, request.POST if request.method == "POST" else None)
        if request.method == "POST":
            saved = [self.save_words(request, form) for form in forms]
            if any(saved):
                text = ngettext("One picture was saved.", "%(number)s pictures were saved.", sum(saved))
                messages.success(request, text % {"number": sum(saved)})
            if not any(form.errors for form in forms):
                return HttpResponseRedirect(reverse("admin:pages_picture_changelist"))
        context = {
            "forms": forms,
            "missing": Picture.objects.without_words().count(),
            "has_errors": any(form.errors for form in forms),
        }
        status = 409 if any(form.conflict for form in forms) else 200
        return self.screen(request, "admin/library/words.html", _("Picture descriptions"), status=status, **context)

    def pictures_to_describe(self, request: UnionRequest) -> list[Picture]:
        return many_files.rows_of_table(request, Picture.objects, Picture.objects.without_words())

    def save_words(self, request: UnionRequest, form: words.WordsForm) -> bool:
        before = words.words_of(form.instance)
        form.uses_by_right = partial(self.uses_by_right, request)
        if not form.is_valid() or not form.changed_fields:
            return False
        form.save()
        spread_words(form.instance, before, self.uses_by_right(request, form.instance).open)
        return True

    def as_choice(self, row: Any) -> dict[str, Any]:
        return offer(row)


def sentence(result: Stored[Picture]) -> str:
    """What became of a file."""
    text = _("%(name)s is in the library already, as “%(picture)s” (number %(number)s). It was not stored again.")
    number = result.row.pk if result.row else None
    return many_files.said(result, text % {"name": result.name, "picture": result.row, "number": number})


def say(request: HttpRequest, results: list[Stored[Picture]]) -> None:
    """Tells a person what became of the pictures."""
    many_files.say(request, results, added=added, sentence=sentence)


def added(number: int) -> str:
    return ngettext("One picture was added.", "%(number)s pictures were added.", number) % {"number": number}


def offer(picture: Any) -> dict[str, Any]:
    """A picture as a chooser and a form need it."""
    return {
        "number": picture.pk,
        "name": str(picture),
        "address": picture.picture.usual_url,
        "file": picture.picture.url,
        "size": " × ".join(str(side) for side in picture.picture.dimensions or ()),
        "alt_tr": picture.alt_tr or "",
        "alt_en": picture.alt_en or "",
        "decorative": picture.is_decorative,
        "focus": [picture.picture_focus_x, picture.picture_focus_y],
    }
