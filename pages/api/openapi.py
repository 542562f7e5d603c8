"""The API described in OpenAPI 3.1, from the same declarations as its answers."""

from typing import Any

from django.utils.translation import gettext as _

from members.standards.open_data.writing import LICENCE, LICENCE_URL
from pages.api.resources import UPDATED, Filter, Resource, resources
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.origin import origin_of
from unions.tenancy.requests import UnionRequest

VERSION = "1.0.0"
MOMENT = {"type": "string", "format": "date-time"}
LARGEST_KEY = 10**18 - 1


def described(request: UnionRequest, most: int, usual: int) -> dict:
    title = request.union.current_name.name
    schemas: dict[str, Any] = {resource.name: schema_of(resource) for resource in resources().values()}
    schemas["problem"] = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    }
    schemas["change"] = {
        "type": "object",
        "required": ["resource", "id", "changed", "state", "href"],
        "properties": {
            "resource": {"enum": list(resources())},
            "id": {"type": "integer"},
            "changed": MOMENT,
            "state": {"enum": ["public", "gone"]},
            "href": {"type": "string", "format": "uri"},
        },
    }
    paths: dict[str, Any] = {
        path: {"get": operation(name, words, schema, parameters, {"400"})}
        for path, name, words, schema, parameters in [
            ("/api/v1/", "root", _("The lists"), {"type": "object"}, [language()]),
            ("/api/v1/openapi.json", "openapi", _("This description"), {"type": "object"}, [language()]),
            ("/api/v1/changes", "changes", _("What has changed"), page_of("change"), changes(most, usual)),
        ]
    }
    for resource in resources().values():
        paths |= paths_of(resource, most, usual)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": VERSION,
            "summary": _("Records of the union for programs; anyone may use them."),
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "servers": [{"url": origin_of(request)}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def paths_of(resource: Resource, most: int, usual: int) -> dict:
    one = {"$ref": f"#/components/schemas/{resource.name}"}
    key = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_KEY},
    }
    return {
        f"/api/v1/{resource.name}": {
            "get": operation(
                f"list-{resource.name}",
                str(resource.title),
                page_of(resource.name),
                [language(), *paging(most, usual), *(parameter(each) for each in [*resource.filters, UPDATED])],
                {"400"},
                str(resource.about),
            )
        },
        f"/api/v1/{resource.name}/{{id}}": {
            "get": operation(f"get-{resource.name}", str(resource.title), one, [language(), key], {"400", "404"})
        },
    }


def operation(name: str, summary: str, schema: dict, parameters: list, errors: set[str], about: str = "") -> dict:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
    content = {"application/json": {"schema": schema}}
    answers: dict[str, Any] = {"200": {"description": _("The answer."), "content": content}}
    answers["304"] = {"description": _("Nothing has changed since the answer with this ETag.")}
    answers |= {error: {"description": _("Why it cannot be answered."), "content": problem} for error in sorted(errors)}
    told = {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers}
    return {**told, "description": about} if about else told


def schema_of(resource: Resource) -> dict:
    properties: dict[str, Any] = {
        "id": {"type": "integer", "description": _("Its key in this list; it never changes.")},
        "updated": {**MOMENT, "description": _("When the record itself was last changed.")},
    }
    for column in resource.columns:
        meaning = str(column.meaning) or str(column.heading)
        properties[column.name] = {"type": [resource.type_of(column), "null"], "description": meaning}
    return {
        "type": "object",
        "description": str(resource.about),
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def page_of(name: str) -> dict:
    return {
        "type": "object",
        "required": ["items", "next", "license"],
        "properties": {
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}},
            "next": {"type": ["string", "null"], "format": "uri"},
            "license": {"type": "string", "format": "uri"},
        },
    }


def language() -> dict:
    return {
        "name": "language",
        "in": "query",
        "description": _("Of texts and addresses of pages."),
        "schema": {"enum": LANGUAGES, "default": LANGUAGES[0]},
    }


def limit(most: int, usual: int) -> dict:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return {"name": "limit", "in": "query", "description": _("How many records at most."), "schema": schema}


def paging(most: int, usual: int) -> list[dict]:
    after = {"type": "integer", "minimum": 0, "maximum": LARGEST_KEY}
    words = _("The key after which the page begins; “next” of an answer has it.")
    return [limit(most, usual), {"name": "after", "in": "query", "description": words, "schema": after}]


def changes(most: int, usual: int) -> list[dict]:
    return [
        language(),
        limit(most, usual),
        {"name": "since", "in": "query", "description": _("Since when; needed on the first page."), "schema": MOMENT},
        {
            "name": "after",
            "in": "query",
            "description": _("Where an earlier answer ended; its “next” has it."),
            "schema": {"type": "string"},
        },
    ]


def parameter(filter_: Filter) -> dict:
    schema: dict[str, Any] = MOMENT
    if filter_.type == "integer":
        is_year = filter_.lookup.endswith("year")
        schema = {"type": "integer", "minimum": 1, "maximum": 9999 if is_year else LARGEST_KEY}
    return {"name": filter_.name, "in": "query", "description": str(filter_.about), "schema": schema}
