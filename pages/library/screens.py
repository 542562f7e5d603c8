"""The pages of the library: many files at once, the table of descriptions, and what a chooser offers."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.library import words
from pages.library.models import Picture
from pages.library.storing import Stored, spread_words, store
from unions.admin.kit.screens import Screens
from unions.tenancy.requests import UnionRequest

FILES = "files"
# Pictures that a chooser offers at once.
OFFERED = 24
SMALL = "160px"


class LibraryScreens(Screens):
    """Adds the pages of the library to its admin."""

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

    def upload(self, request: UnionRequest) -> HttpResponse:
        """Takes in each file by itself; what is refused is named, and keeps no other from being taken in."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.screen(request, "admin/library/upload.html", _("Add pictures"))
        results = [store(upload) for upload in request.FILES.getlist(FILES)]
        if wants_json(request):
            return JsonResponse({"results": [as_json(result) for result in results]})
        say(request, results)
        stored = [str(result.picture.pk) for result in results if result.picture]
        if not stored:
            if not results:
                messages.error(request, _("No file was chosen."))
            return HttpResponseRedirect(request.path)
        return HttpResponseRedirect(words_url(stored))

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
        source = request.POST if request.method == "POST" else request.GET
        keys = [key for key in ",".join(source.getlist("ids")).split(",") if key.isdecimal() and len(key) <= 18]
        if keys or request.method == "POST":
            found = Picture.objects.in_bulk([int(key) for key in keys[: words.MOST * 2]])
            return [found[int(key)] for key in dict.fromkeys(keys) if int(key) in found]
        return list(Picture.objects.without_words()[: words.MOST])

    def save_words(self, request: UnionRequest, form: words.WordsForm) -> bool:
        before = words.words_of(form.instance)
        form.uses_by_right = partial(self.uses_by_right, request)
        if not form.is_valid() or not form.changed_fields:
            return False
        form.save()
        spread_words(form.instance, before, self.uses_by_right(request, form.instance).open)
        return True

    # The chooser

    def choose(self, request: UnionRequest) -> HttpResponse:
        """The pictures that match the words, the newest first, a page at a time."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        text = request.GET.get("q", "").strip()
        if not text.isprintable():
            return JsonResponse({"results": [], "more": False})
        rows = Picture.objects.with_words(text) if text else Picture.objects.all()
        page = request.GET.get("page", "0")
        start = int(page) * OFFERED if page.isdecimal() and len(page) < 5 else 0
        found = list(rows.order_by("-added_on", "-pk")[start : start + OFFERED + 1])
        return JsonResponse({"results": [offer(each) for each in found[:OFFERED]], "more": len(found) > OFFERED})


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def words_url(keys: list[str]) -> str:
    return f"{reverse('admin:pages_picture_words')}?ids={','.join(keys)}"


def said(result: Stored) -> str:
    """What became of a file, in a sentence."""
    if result.error:
        return f"{result.name}: {result.error}"
    if result.is_known and result.picture:
        text = _("%(name)s is in the library already, as “%(picture)s” (number %(number)s). It was not stored again.")
        return text % {"name": result.name, "picture": result.picture, "number": result.picture.pk}
    return _("%(name)s is in the library.") % {"name": result.name}


def say(request: HttpRequest, results: list[Stored]) -> None:
    """One line for each file that was refused or known, and one for all that were stored."""
    number = sum(result.picture is not None and not result.is_known for result in results)
    if number:
        text = ngettext("One picture was added.", "%(number)s pictures were added.", number)
        messages.success(request, text % {"number": number})
    for result in results:
        if result.error:
            messages.error(request, said(result))
        elif result.is_known:
            messages.warning(request, said(result))


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


def as_json(result: Stored) -> dict[str, Any]:
    picture = offer(result.picture) if result.picture else None
    return {"picture": picture, "known": result.is_known, "refused": bool(result.error), "text": said(result)}
