"""The addresses of OParl 1.1: the system, its lists, and each object."""

from datetime import datetime

from django.http import HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from members.standards.oparl.lists import BadFilter, Choice, Filters, Unknown, find, notice, page
from members.standards.oparl.objects import Writer
from members.standards.oparl.sources import sources
from members.standards.oparl.times import finished
from members.standards.oparl.writing import SCHEMA
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.origin import origin_of
from unions.tenancy.requests import UnionRequest
from unions.text.cleaning import carried_in


def answer(content: dict, *, status: int = 200) -> HttpResponse:
    """JSON as OParl wants it: plain letters, and readable from any other site."""
    return readable(JsonResponse(carried_in(content), status=status, json_dumps_params={"ensure_ascii": False}))


def error(message: str, *, status: int) -> HttpResponse:
    return answer({"type": SCHEMA + "Error", "message": message}, status=status)


def readable(response: HttpResponse) -> HttpResponse:
    """An answer that the scripts of any site may read."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def in_language(view):
    """Answer in the language of the address; an unknown one is an error in OParl's own form.

    Every object has one address; another spelling of it is led to that one.
    """

    @require_safe
    def wrapped(request: UnionRequest, language: str, word: str = "", **arguments) -> HttpResponse:
        if language.lower() not in LANGUAGES:
            return error("There is no system in this language.", status=404)
        writer = Writer(request.union, origin_of(request), language.lower())
        kinds = {"word": word.lower()} if word else {}
        with translation.override(writer.language):
            try:
                address, content = view(request, writer, **kinds, **arguments)
            except BadFilter as problem:
                return error(str(problem), status=400)
            except Unknown as problem:
                return error(str(problem), status=404)
            if address != f"{request.scheme}://{request.get_host()}{request.path}":
                query = request.META.get("QUERY_STRING", "")
                return readable(HttpResponsePermanentRedirect(f"{address}?{query}" if query else address))
            return answer(finished(writer, content, timezone.now()))

    return wrapped


@in_language
def system(request: UnionRequest, writer: Writer) -> tuple[str, dict]:
    """The entry point of one language."""
    return writer.system_url, writer.system()


@in_language
def object_list(request: UnionRequest, writer: Writer, word: str) -> tuple[str, dict]:
    """One page of a list, within the periods that the address asks for."""
    filters = Filters.read(request.GET, word=word)
    if word == "body":
        return writer.list_url(word), bodies(writer, filters)
    if word not in sources():
        raise Unknown("There is no such list.")
    return writer.list_url(word), page(writer, Choice(word, filters, timezone.now()), request.GET)


def bodies(writer: Writer, filters: Filters) -> dict:
    """The list of bodies, of which there is one."""
    body = writer.body(writer.union)
    finished(writer, body, timezone.now())
    is_chosen = filters.has(*(datetime.fromisoformat(body[name]) for name in ["created", "modified"]))
    return {"data": [body] if is_chosen else [], "pagination": {}, "links": {}}


@in_language
def object_detail(request: UnionRequest, writer: Writer, word: str, key: str) -> tuple[str, dict]:
    """One object; for one that is no longer public, the notice that it is deleted."""
    key = key.lower()
    if word == "body":
        if key.lstrip("0") != str(request.union.pk):
            raise Unknown("There is no such object.")
        return writer.url(word, request.union.pk), writer.body(request.union)
    found = find(word, key)
    if found:
        source, pk = found
        address = writer.url(word, source.key(pk))
        if row := source.row(pk):
            return address, source.write(writer, row)
        for tombstone in source.tombstones([pk], timezone.now()):
            return address, notice(writer, source, tombstone)
    raise Unknown("There is no such object.")
