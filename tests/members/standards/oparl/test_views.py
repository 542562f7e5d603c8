"""OParl 1.1 as a client meets it: everything that can be reached from the system, and the rules no schema states."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.members.standards.oparl.reading import SCHEMA, get, objects_in, references_in

pytestmark = pytest.mark.django_db

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LISTS = [
    "organization",
    "person",
    "membership",
    "meeting",
    "agenda-item",
    "paper",
    "consultation",
    "file",
    "location",
    "legislative-term",
]
# What the schemas and the text of the specification require beyond id and type.
REQUIRED = {
    "System": ["oparlVersion", "body"],
    "Body": ["name", "organization", "person", "meeting", "paper", "legislativeTerm", "agendaItem", "file"],
    "AgendaItem": ["order"],
    "File": ["accessUrl"],
}


@pytest.mark.parametrize("language", ["tr", "en"])
def test_everything_can_be_walked_from_the_system_and_breaks_no_rule(client, union, language):
    seen, waiting, violations, walked = set(), [f"/oparl/{language}/"], [], 0

    while waiting:
        address = waiting.pop().removeprefix("http://birlik.localhost")
        if address in seen:
            continue
        seen.add(address)
        answer = get(client, address)
        for found in objects_in(answer):
            walked += 1
            violations += violations_of(found)
        waiting += [each for each in references_in(answer) if f"/oparl/{language}/" in each]
        waiting += [found["id"] for found in objects_in(answer)]

    assert violations == []
    assert walked > 40
    kinds = {address.split("/")[3] for address in seen if address.count("/") > 4}
    assert kinds >= set(LISTS)


def violations_of(found: dict) -> list:
    kind = found["type"].removeprefix(SCHEMA)
    problems = [f"{kind} without {name}" for name in ["id", "created", "modified"] if name not in found]
    problems += [f"{kind} without {name}" for name in REQUIRED.get(kind, []) if name not in found]
    for name, value in found.items():
        if value is None or value == "":
            problems.append(f"{kind}.{name} is empty")
        if value == [] and name != "legislativeTerm":
            problems.append(f"{kind}.{name} is an empty list")
        if name in {"created", "modified", "start", "end"} and not MOMENT.fullmatch(value):
            problems.append(f"{kind}.{name} is no time: {value}")
        if name in {"startDate", "endDate", "date"} and not DAY.fullmatch(value):
            problems.append(f"{kind}.{name} is no day: {value}")
    return problems


def test_filters_narrow_the_list_and_survive_in_its_links(client, union):
    tomorrow = (timezone.now() + timedelta(days=1)).replace(microsecond=0).isoformat()

    empty = get(client, "/oparl/tr/organization/", created_since=tomorrow)
    pages = get(client, "/oparl/tr/organization/", modified_since="2020-01-01T00:00:00+03:00", limit=1)

    assert empty["data"] == []
    assert len(pages["data"]) == 1
    assert all("modified_since=2020" in link and "limit=1" in link for link in pages["links"].values())
    second = get(client, pages["links"]["next"])
    assert second["data"][0]["id"] != pages["data"][0]["id"]
    assert "next" not in get(client, pages["links"]["last"])["links"]


@pytest.mark.parametrize(
    "query", ["modified_since=dün", "created_until=2026-13-45", "limit=0", "limit=x", "page=-1", "organization=organ-x"]
)
def test_a_filter_that_cannot_be_read_is_an_error_in_oparl_s_form(client, union, query):
    response = client.get(f"/oparl/tr/meeting/?{query}", headers={"host": "birlik.localhost"})

    assert response.status_code == 400
    assert response.json()["type"] == SCHEMA + "Error"
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/oparl/xx/", "/oparl/tr/unknown/", "/oparl/tr/meeting/0/", "/oparl/tr/meeting/x/"])
def test_what_does_not_exist_is_an_error_in_oparl_s_form(client, union, path):
    response = client.get(path, headers={"host": "birlik.localhost"})

    assert response.status_code == 404
    assert response.json()["type"] == SCHEMA + "Error"
