"""The addresses of OParl 1.1: the system, its lists, and each object."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.utils import translation
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.views.decorators.http import require_safe

from members.standards.oparl.objects import SCHEMA, Writer
from members.standards.oparl.sources import Entry, Source, sources
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.requests import UnionRequest
from unions.text.cleaning import carried_in

PAGE_SIZE = 100
PERIODS = ["created_since", "created_until", "modified_since", "modified_until"]


class BadFilter(ValueError):
    """A filter of the address that cannot be read."""


def answer(content: dict, *, status: int = 200) -> HttpResponse:
    """JSON as OParl wants it: plain letters, and readable from any other site."""
    response = JsonResponse(carried_in(content), status=status, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def error(message: str, *, status: int) -> HttpResponse:
    return answer({"type": SCHEMA + "Error", "message": message}, status=status)


def in_language(view):
    """Answer in the language of the address; an unknown one is an error in OParl's own form."""

    @require_safe
    def wrapped(request: UnionRequest, language: str, **arguments) -> HttpResponse:
        if language not in LANGUAGES:
            return error("There is no system in this language.", status=404)
        writer = Writer(request.union, f"{request.scheme}://{request.get_host()}", language)
        with translation.override(language):
            try:
                return view(request, writer, **arguments)
            except BadFilter as problem:
                return error(str(problem), status=400)

    return wrapped


@in_language
def system(request: UnionRequest, writer: Writer) -> HttpResponse:
    """The entry point of one language."""
    return answer(writer.system())


@in_language
def object_list(request: UnionRequest, writer: Writer, word: str) -> HttpResponse:
    """One page of a list, oldest objects first, within the periods the address asks for."""
    if word == "body":
        return answer({"data": [writer.body(request.union)], "pagination": {}, "links": {}})
    if word not in sources():
        return error("There is no such list.", status=404)
    periods = {name: _moment(request.GET[name], name) for name in PERIODS if request.GET.get(name)}
    entries = [entry for entry in _entries(request, word) if _is_within(entry, periods)]
    page = Page(
        number=_whole_number(request, "page", 1),
        size=min(_whole_number(request, "limit", PAGE_SIZE), PAGE_SIZE),
        total=len(entries),
    )
    if page.number > page.count:
        return error("There is no such page.", status=404)
    filters = {name: value for name, value in request.GET.items() if name != "page"}
    return answer(
        {
            "data": _written(writer, entries[page.start : page.start + page.size]),
            "pagination": page.numbers(),
            "links": page.links(f"{writer.base}{request.path}", filters),
        }
    )


@dataclass(frozen=True)
class Page:
    """One page of a list."""

    number: int
    size: int
    total: int

    @property
    def count(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def start(self) -> int:
        return (self.number - 1) * self.size

    def numbers(self) -> dict[str, int]:
        return {
            "totalElements": self.total,
            "elementsPerPage": self.size,
            "currentPage": self.number,
            "totalPages": self.count,
        }

    def links(self, address: str, filters: dict) -> dict[str, str]:
        """The addresses of this page and of those it leads to, with the same filters."""
        pages = {"first": 1, "self": self.number, "last": self.count}
        if self.number > 1:
            pages["prev"] = self.number - 1
        if self.number < self.count:
            pages["next"] = self.number + 1
        return {name: f"{address}?{urlencode({**filters, 'page': page})}" for name, page in pages.items()}


@in_language
def object_detail(request: UnionRequest, writer: Writer, word: str, key: str) -> HttpResponse:
    """One object; for one that is no longer public, the notice that it is deleted."""
    if word == "body" and key == str(request.union.pk):
        return answer(writer.body(request.union))
    for source in sources().get(word, []):
        number = key.removeprefix(source.prefix)
        if not key.startswith(source.prefix) or not number.isascii() or not number.isdigit() or len(number) > 18:
            continue
        entry = next((entry for entry in source.entries() if entry.pk == int(number)), None)
        if entry:
            return answer(_written(writer, [entry])[0])
    return error("There is no such object.", status=404)


def _entries(request: UnionRequest, word: str) -> list[Entry]:
    entries = []
    for source in sources()[word]:
        filters = {}
        if word == "meeting" and (organ := request.GET.get("organization", "").removeprefix("organ-")):
            if not organ.isascii() or not organ.isdigit():
                raise BadFilter("organization: not the key of an organ.")
            filters = {"organ": organ}
        entries += source.entries(**filters)
    # Deletions are listed only for those who ask what has changed.
    entries = [entry for entry in entries if not entry.is_deleted or request.GET.get("modified_since")]
    return sorted(entries, key=lambda entry: (entry.created, entry.source.prefix, entry.pk))


def _is_within(entry: Entry, periods: dict[str, datetime]) -> bool:
    return periods.get("created_since", entry.created) <= entry.created <= periods.get(
        "created_until", entry.created
    ) and periods.get("modified_since", entry.modified) <= entry.modified <= periods.get(
        "modified_until", entry.modified
    )


def _written(writer: Writer, entries: list[Entry]) -> list[dict]:
    rows: dict[Source, dict] = {}
    for source in {entry.source for entry in entries}:
        pks = [entry.pk for entry in entries if entry.source is source and not entry.is_deleted]
        rows[source] = source.rows().in_bulk(pks) if pks else {}
    return [
        entry.source.write(writer, rows[entry.source][entry.pk])
        if not entry.is_deleted
        else writer.tombstone(
            entry.source.name, entry.source.word, entry.source.key(entry.pk), entry.created, entry.modified
        )
        for entry in entries
    ]


def _moment(text: str, name: str) -> datetime:
    try:
        # The plus sign of an offset arrives as a space if it was not escaped.
        value = parse_datetime(text.replace(" ", "+"))
        day = parse_date(text) if value is None else None
    except ValueError:
        value = day = None
    if value is None and day is not None:
        value = datetime(day.year, day.month, day.day)
    if value is None:
        raise BadFilter(f"{name}: not a time like 2026-05-12T10:00:00+03:00.")
    return make_aware(value) if is_naive(value) else value


def _whole_number(request: UnionRequest, name: str, default: int) -> int:
    text = request.GET.get(name, "") or str(default)
    if not text.isascii() or not text.isdigit() or not int(text[:9]) > 0 or len(text) > 9:
        raise BadFilter(f"{name}: not a whole number above zero.")
    return int(text)
