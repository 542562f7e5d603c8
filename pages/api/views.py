"""The addresses of the API: its entry, its description, lists, single records, and what has changed."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from members.standards.open_data.writing import LICENCE_URL
from pages.api import changes
from pages.api.openapi import described
from pages.api.resources import UPDATED, Filter, Resource, resources
from unions.publishing.addresses import LANGUAGES
from unions.publishing.breadcrumbs import breadcrumbs
from unions.tenancy.origin import origin_of
from unions.tenancy.requests import UnionRequest
from unions.text.cleaning import carried_in

USUAL, MOST = 50, 200
WHOLE_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
YEARS = range(1, 10000)


class Problem(Exception):
    """A question that cannot be answered, in words."""

    def __init__(self, status: int, detail: str):
        super().__init__(detail)
        self.status, self.detail = status, detail


@dataclass(frozen=True)
class Asked:
    """The parameters of a question, of which each is known to the address and stands once."""

    query: QueryDict
    known: set[str]

    def __post_init__(self) -> None:
        for name in self.query:
            if name not in self.known:
                text = _("There is no parameter “%(name)s” here. Known: %(known)s.")
                raise Problem(400, text % {"name": name[:40], "known": ", ".join(sorted(self.known))})
            if len(self.query.getlist(name)) > 1:
                raise Problem(400, _("The parameter “%(name)s” is given twice.") % {"name": name})

    def whole_number(self, name: str, default: int | None = None) -> int | None:
        if (text := self.query.get(name)) is None:
            return default
        if not WHOLE_NUMBER.fullmatch(text):
            raise Problem(400, _("“%(name)s” is a whole number.") % {"name": name})
        return int(text)

    def moment(self, name: str) -> datetime | None:
        if (text := self.query.get(name)) is None:
            return None
        try:
            # A plus in an address is a space to those who did not write it as %2B.
            found = parse_datetime(text.replace(" ", "+") if "T" in text else text)
            if found is not None and 1900 <= found.year < 9000:
                return found if timezone.is_aware(found) else timezone.make_aware(found)
        except ValueError:
            pass
        raise Problem(400, _("“%(name)s” is a moment such as 2026-05-31T14:00:00+03:00.") % {"name": name})

    def value(self, filter_: Filter) -> Any:
        if filter_.type == "date-time":
            return self.moment(filter_.name)
        number = self.whole_number(filter_.name)
        if number is not None and filter_.lookup.endswith("year") and number not in YEARS:
            raise Problem(400, _("“%(name)s” is a whole number.") % {"name": filter_.name})
        return number


def api(view: Callable[..., dict]):
    """Answer with JSON in the language asked for, which the scripts of any site may read and keep."""

    @wraps(view)
    def answered(request: UnionRequest, **arguments: str) -> HttpResponse:
        language = request.GET.get("language", settings.LANGUAGE_CODE)
        with translation.override(language if language in LANGUAGES else settings.LANGUAGE_CODE):
            try:
                if language not in LANGUAGES:
                    raise Problem(400, _("The languages are: %(known)s.") % {"known": ", ".join(LANGUAGES)})
                answer = written(view(request, **arguments))
            except Problem as problem:
                return refused(problem)
            return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer

    return answered


def written(content: dict, status: int = 200, content_type: str = "application/json") -> HttpResponse:
    body = json.dumps(carried_in(content), ensure_ascii=False).encode()
    answer = HttpResponse(body, status=status, content_type=content_type)
    answer["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = "ETag, Link"
    answer["Content-Language"] = translation.get_language()
    link = f'<{LICENCE_URL}>; rel="license"'
    if isinstance(content.get("next"), str):
        link += f', <{content["next"]}>; rel="next"'
    answer["Link"] = link
    return answer


TITLES = {400: "Bad Request", 404: "Not Found"}


def refused(problem: Problem) -> HttpResponse:
    """The refusal in the form of RFC 9457."""
    content = {"type": "about:blank", "title": TITLES[problem.status], "status": problem.status}
    answer = written({**content, "detail": problem.detail}, problem.status, "application/problem+json")
    answer["Cache-Control"] = "no-store"
    return answer


def resource_named(name: str) -> Resource:
    if name not in resources():
        known = ", ".join(resources())
        raise Problem(404, _("There is no list “%(name)s”. Lists: %(known)s.") % {"name": name[:40], "known": known})
    return resources()[name]


def address(request: UnionRequest, name: str, *arguments: object, **query: object) -> str:
    asked = {key: value for key, value in query.items() if value not in (None, "")}
    return origin_of(request) + reverse(name, args=arguments) + (f"?{urlencode(asked)}" if asked else "")


@api
def api_root(request: UnionRequest) -> dict:
    """The lists, the description and the terms."""
    Asked(request.GET, {"language"})
    language = request.GET.get("language")
    lists = [
        {
            "name": resource.name,
            "title": str(resource.title),
            "about": str(resource.about),
            "href": address(request, "api_list", resource.name, language=language),
        }
        for resource in resources().values()
    ]
    return {
        "resources": lists,
        "changes": address(request, "api_changes", language=language),
        "openapi": address(request, "api_description", language=language),
        "license": LICENCE_URL,
    }


@api
def api_description(request: UnionRequest) -> dict:
    """The whole API as OpenAPI 3.1."""
    Asked(request.GET, {"language"})
    return described(request, MOST, USUAL)


@api
def api_list(request: UnionRequest, resource: str) -> dict:
    """One page of a list, in the order of the keys."""
    found = resource_named(resource)
    filters = [*found.filters, UPDATED]
    asked = Asked(request.GET, {"language", "limit", "after", *(each.name for each in filters)})
    chosen = {each.lookup: value for each in filters if (value := asked.value(each)) is not None}
    limit = asked.whole_number("limit", USUAL) or 0
    if not 1 <= limit <= MOST:
        raise Problem(400, _("“%(name)s” is a whole number from 1 to %(most)s.") % {"name": "limit", "most": MOST})
    page = found.rows_after(asked.whole_number("after", 0) or 0, limit + 1, chosen)
    beyond, page = page[limit:], page[:limit]
    values = {name: request.GET[name] for name in request.GET if name != "after"}
    more = address(request, "api_list", resource, **{**values, "after": page[-1].pk}) if beyond else None
    return {"items": list(found.items(page, origin_of(request))), "next": more, "license": LICENCE_URL}


@api
def api_object(request: UnionRequest, resource: str, key: str) -> dict:
    """One record."""
    found = resource_named(resource)
    Asked(request.GET, {"language"})
    is_number = WHOLE_NUMBER.fullmatch(key)
    row = found.row(int(key)) if is_number and str(int(key)) == key else None
    if row is None:
        raise Problem(404, _("There is no record with this key, or it is not public."))
    return next(found.items([row], origin_of(request)))


@api
def api_changes(request: UnionRequest) -> dict:
    """What has changed or gone since a moment, the oldest first."""
    asked = Asked(request.GET, {"language", "since", "after", "limit"})
    limit = asked.whole_number("limit", USUAL) or 0
    if not 1 <= limit <= MOST:
        raise Problem(400, _("“%(name)s” is a whole number from 1 to %(most)s.") % {"name": "limit", "most": MOST})
    try:
        place = changes.place_of(asked.query.get("after", "")) if "after" in asked.query else None
    except ValueError as error:
        raise Problem(400, _("“%(name)s” is a value that an earlier answer gave.") % {"name": "after"}) from error
    since = place[0] if place else asked.moment("since")
    if since is None:
        raise Problem(400, _("Say since when: ?since=2026-05-31T14:00:00+03:00"))
    found = changes.since(since, place, limit + 1)
    page, language = found[:limit], request.GET.get("language")
    return {
        "items": [
            {
                **change.told(),
                "href": address(request, "api_object", change.resource, change.pk, language=language),
            }
            for change in page
        ],
        "next": address(request, "api_changes", after=page[-1].key, limit=limit, language=language)
        if len(found) > limit
        else None,
        "license": LICENCE_URL,
    }


def api_page(request: UnionRequest) -> HttpResponse:
    """The API for people: what it has, how it is asked, and an example of each."""
    context = {
        "resources": resources().values(),
        "updated": UPDATED,
        "usual": USUAL,
        "most": MOST,
        "root": address(request, "api_root"),
        "breadcrumbs": breadcrumbs("open_data"),
    }
    return TemplateResponse(request, "pages/api/api_page.html", context)
