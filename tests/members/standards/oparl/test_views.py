"""OParl 1.1 as a client meets it: everything that can be reached from the system, and the rules no schema states."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_host, make_meeting
from tests.members.standards.oparl.reading import SCHEMA, get, objects_in, references_in
from unions.models import Meeting, Organ
from unions.tenancy import scope

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


HOST = "http://birlik.localhost"


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/oparl/tr/meeting/0001/", "/oparl/tr/meeting/1/"),
        ("/oparl/tr/Meeting/1/", "/oparl/tr/meeting/1/"),
        ("/oparl/TR/meeting/1/", "/oparl/tr/meeting/1/"),
        ("/oparl/tr/body/01/", "/oparl/tr/body/1/"),
        ("/oparl/tr/organization/organ-01/", "/oparl/tr/organization/organ-1/"),
        ("/oparl/tr/organization/ORGAN-1/", "/oparl/tr/organization/organ-1/"),
        ("/oparl/EN/", "/oparl/en/"),
        ("/oparl/tr/Paper/", "/oparl/tr/paper/"),
    ],
)
def test_another_spelling_is_led_to_the_one_address(client, union, path, right):
    keys = {"body/1/": f"body/{union.pk}/", "body/01/": f"body/0{union.pk}/"}
    with scope.of(union):
        keys |= {"meeting/1/": f"meeting/{Meeting.objects.get().pk}/"}
        keys |= {"organ-1/": f"organ-{Organ.objects.get().pk}/", "organ-01/": f"organ-0{Organ.objects.get().pk}/"}
        keys |= {"ORGAN-1/": f"ORGAN-{Organ.objects.get().pk}/", "0001/": f"000{Meeting.objects.get().pk}/"}
        keys |= {"Meeting/1/": f"Meeting/{Meeting.objects.get().pk}/"}
    for placeholder, key in keys.items():
        path = path[: -len(placeholder)] + key if path.endswith("/" + placeholder) else path
        right = right[: -len(placeholder)] + key if right.endswith("/" + placeholder) else right

    response = client.get(path, headers={"host": "birlik.localhost"})

    assert (response.status_code, response["Location"]) == (301, HOST + right)
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("host", ["baska.localhost", "127.0.0.1", "BIRLIK.localhost", "birlik.localhost."])
def test_another_host_is_led_to_the_main_one(client, union, settings, host):
    settings.DEFAULT_UNION_HOSTS = ["127.0.0.1"]
    with scope.of(union):
        make_host(host="baska.localhost")

    response = client.get("/oparl/tr/meeting/?limit=3", headers={"host": host})

    assert (response.status_code, response["Location"]) == (301, f"{HOST}/oparl/tr/meeting/?limit=3")


def test_a_default_port_is_left_out_and_another_kept(client, union):
    assert client.get("/oparl/tr/", headers={"host": "birlik.localhost:80"})["Location"] == f"{HOST}/oparl/tr/"
    kept = client.get("/oparl/tr/", headers={"host": "birlik.localhost:8000"}).json()
    assert kept["id"] == f"{HOST}:8000/oparl/tr/"


def test_the_list_of_bodies_obeys_the_filters(client, union):
    tomorrow = (timezone.now() + timedelta(days=1)).isoformat()

    for name in ["created_since", "modified_since"]:
        assert get(client, "/oparl/tr/body/", **{name: tomorrow})["data"] == []
        assert len(get(client, "/oparl/tr/body/", **{name: "2020-01-01"})["data"]) == 1
    for name in ["created_until", "modified_until"]:
        assert get(client, "/oparl/tr/body/", **{name: "2020-01-01"})["data"] == []
        assert len(get(client, "/oparl/tr/body/", **{name: tomorrow})["data"]) == 1
    assert client.get("/oparl/tr/body/?modified_since=x", headers={"host": "birlik.localhost"}).status_code == 400


def test_system_and_body_name_the_licence(client, union):
    licence = "https://creativecommons.org/licenses/by/4.0/"

    assert get(client, "/oparl/tr/")["license"] == licence
    assert get(client, "/oparl/tr/body/")["data"][0]["license"] == licence


@pytest.mark.parametrize("word", ["meeting", "agenda-item", "person"])
def test_an_object_costs_as_much_among_many_as_alone(client, union, word, django_assert_max_num_queries):
    with scope.of(union):
        organ = Organ.objects.get()
        for number in range(30):
            make_meeting(organ=organ, title_tr=f"Toplantı {number}", agenda=["Bir", "İki"])
    address = get(client, f"/oparl/tr/{word}/")["data"][0]["id"]

    with django_assert_max_num_queries(14):
        get(client, address)
