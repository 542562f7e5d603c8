"""A page that takes many files into a library at once, and the table in which what came of them is named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from unions.admin.kit.forms import UnionOwnedForm
from unions.admin.kit.screens import Screens
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.requests import UnionRequest

FILES = "files"
# Rows of a table, and what a chooser offers, at once.
MOST = 50
OFFERED = 24
LONGEST_KEY = 18
Row = TypeVar("Row")


@dataclass(frozen=True)
class Stored(Generic[Row]):
    """What became of one file: a row of the library, which was perhaps there before, or the reason why none."""

    name: str
    row: Row | None = None
    is_known: bool = False
    error: str = ""
    # The field at which it was refused.
    field: str = FILES
    # What else the sender should know, such as why it is not published.
    note: str = ""


class LineForm(UnionOwnedForm):
    """A row as a line of a table: the head of a column says what its fields are, to those who see it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._meta.fields or []:
            field = self.fields[name]
            field.help_text = ""
            field.widget.attrs |= {"aria-label": f"{field.label}: {self.instance}"}
            language = name.rpartition("_")[2]
            if language in LANGUAGES:
                field.widget.attrs |= {"lang": language, "class": "vTextField"}


class ManyFiles(Screens):
    """Adds to an admin the page that takes in many files at once."""

    # The address of the table in which they are named.
    table_address: str
    # In which order a chooser offers the rows.
    offered_in: tuple[str, ...]

    def upload_page(self, request: UnionRequest) -> HttpResponse:
        raise NotImplementedError

    def take_in(self, request: UnionRequest, upload: File) -> Stored:
        """Stores a file, or says why not."""
        raise NotImplementedError

    def as_json(self, result: Stored) -> dict[str, Any]:
        raise NotImplementedError

    def as_choice(self, row: Any) -> dict[str, Any]:
        """A row as a chooser and a form need it."""
        raise NotImplementedError

    def choose(self, request: UnionRequest) -> HttpResponse:
        """The rows that match the words, the newest first, a page at a time."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        text = request.GET.get("q", "").strip()
        if not text.isprintable():
            return JsonResponse({"results": [], "more": False})
        rows = self.model.objects.with_words(text) if text else self.model.objects.all()
        page = request.GET.get("page", "0")
        start = int(page) * OFFERED if page.isdecimal() and len(page) < 5 else 0
        found = list(rows.order_by(*self.offered_in)[start : start + OFFERED + 1])
        return JsonResponse({"results": list(map(self.as_choice, found[:OFFERED])), "more": len(found) > OFFERED})

    def say(self, request: UnionRequest, results: list[Stored]) -> None:
        """Tells a person what became of the files."""
        raise NotImplementedError

    def upload(self, request: UnionRequest) -> HttpResponse:
        """Takes in each file by itself; what is refused is named, and keeps no other from being taken in."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.upload_page(request)
        results = [self.take_in(request, upload) for upload in request.FILES.getlist(FILES)]
        if wants_json(request):
            return JsonResponse({"results": [self.as_json(result) for result in results]})
        if not results:
            messages.error(request, _("No file was chosen."))
        self.say(request, results)
        stored = [str(result.row.pk) for result in results if result.row]
        if not stored:
            return HttpResponseRedirect(request.path)
        return HttpResponseRedirect(f"{reverse(self.table_address)}?ids={','.join(stored)}")


def rows_of_table(request: HttpRequest, rows: Any, otherwise: Any) -> list[Any]:
    """The rows that the address or the table itself names, in that order; without a name the first of `otherwise`."""
    source = request.POST if request.method == "POST" else request.GET
    keys = [key for key in ",".join(source.getlist("ids")).split(",") if key.isdecimal() and len(key) <= LONGEST_KEY]
    if keys or request.method == "POST":
        found = rows.in_bulk([int(key) for key in keys[: MOST * 2]])
        return [found[int(key)] for key in dict.fromkeys(keys) if int(key) in found]
    return list(otherwise[:MOST])


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def said(result: Stored, known: str) -> str:
    """What became of a file, in a sentence; `known` is that of a file which was there before."""
    if result.error:
        return f"{result.name}: {result.error}"
    return known if result.is_known else _("%(name)s is in the library.") % {"name": result.name}


def say(
    request: HttpRequest,
    results: Iterable[Stored],
    *,
    added: Callable[[int], str],
    sentence: Callable[[Any], str],
) -> None:
    """One line for each file that was refused or known, and one for all that were stored."""
    results = list(results)
    if number := sum(result.row is not None and not result.is_known for result in results):
        messages.success(request, added(number))
    for result in results:
        if result.error:
            messages.error(request, sentence(result))
        elif result.is_known or result.note:
            messages.warning(request, sentence(result))
