"""The API as programs use it: every list, its pages and filters, what has changed, and its own description."""

import json
import re
from datetime import date, timedelta
from random import Random
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from django.utils import timezone

from pages.api.resources import FIELDS, resources
from pages.kinds import KINDS, PROJECTS, SERVICES, TENDERS, VACANCIES
from tests import factories as make
from tests.publications import make_publication
from tests.tables import table
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def union(db):
    union = make.make_union(code="ege", name="Ege Birliği", name_en="Aegean Union")
    with scope.of(union):
        organ = make.make_organ(title_tr="Meclis", title_en="Assembly")
        person = make.make_person(name="Ayşe Yılmaz", title="Dr.")
        member = make.make_municipality(name="Foça")
        make.make_office_holder(organ=organ, person=person, municipality=member, start_date="2024")
        make.make_membership(municipality=member, start_date="1978-05")
        make.make_listing(municipality=member, phone="+90 232 111 11 11", mayor="Ali Veli")
        meeting = make.make_meeting(organ=organ, title_tr="Mayıs toplantısı", place_tr="Salon")
        make.make_agenda_item(meeting=meeting)
        make.make_decision(organ=organ, date=date(2025, 5, 14), number=7)
        make.make_paper(year=2025)
        make.make_post(title_tr="Haber", title_en="News item", body_tr="<p>Metin</p>", date=date(2024, 5, 1))
        make.make_post(kind="announcement", title_tr="Duyuru")
        make.make_event(title_tr="Eğitim", fee=0)
        make.make_document(title_tr="Tüzük")
        make.make_gallery(title_tr="Gezi")
        for kind in (TENDERS, VACANCIES, PROJECTS, SERVICES):
            make_publication(kind, union=union)
        make.make_post(title_tr="Taslak", status="draft")
    with scope.of(make.make_union(code="komsu")):
        make.make_post(title_tr="Komşu")
        make.make_membership()
    return union


@pytest.fixture
def ask(client, union):
    def ask(path: str, status: int = 200, **headers):
        answer = client.get(path.partition("localhost")[2] or path, headers={"host": "ege.localhost", **headers})
        assert answer.status_code == status, (path, answer.content[:300])
        return answer

    return ask


def description(ask) -> dict:
    return ask("/api/v1/openapi.json?language=en").json()


def validator(described: dict, schema: dict) -> jsonschema.Draft202012Validator:
    whole = {**schema, "components": described["components"]}
    return jsonschema.Draft202012Validator(whole)


def test_every_list_and_record_is_as_the_description_says(ask):
    described = description(ask)
    assert described["openapi"] == "3.1.0"
    assert described["info"]["title"] == "Aegean Union"
    wrongs = []
    for name in resources():
        page = ask(f"/api/v1/{name}").json()
        assert page["items"], name
        schema = described["paths"][f"/api/v1/{name}"]["get"]["responses"]["200"]["content"]["application/json"][
            "schema"
        ]
        wrongs += [
            f"{name}: {error.json_path} {error.message}" for error in validator(described, schema).iter_errors(page)
        ]
        one = ask(f"/api/v1/{name}/{page['items'][0]['id']}").json()
        assert one == page["items"][0]
    assert not wrongs, "\n".join(wrongs)
    listed = ask("/api/v1/").json()["resources"]
    assert [each["name"] for each in listed] == list(resources())


def test_each_page_type_says_which_of_its_fields_programs_get():
    assert {kind.name for kind in KINDS} == set(FIELDS)


def test_only_what_is_public_in_this_union_is_told(ask, union):
    with scope.of(union):
        draft = make.make_post(status="draft")

    assert [item["title"] for item in ask("/api/v1/news").json()["items"]] == ["Haber"]
    assert len(ask("/api/v1/members").json()["items"]) == 1
    assert ask(f"/api/v1/news/{draft.pk}", status=404)["Content-Type"] == "application/problem+json"


def test_a_record_is_in_the_language_asked_for_and_says_where_it_is_not(ask):
    [item] = ask("/api/v1/news?language=en").json()["items"]
    assert (item["title"], item["language"], item["text"]) == ("News item", "en", "Metin")
    assert item["page"] == "http://ege.localhost/en/news/news-item/"
    [event] = ask("/api/v1/events?language=en").json()["items"]
    assert (event["title"], event["language"], event["fee"], event["is_cancelled"]) == ("Eğitim", "tr", 0, False)


def test_pages_follow_each_other_without_loss_or_repetition(ask, union):
    with scope.of(union):
        for number in range(7):
            make.make_post(title_tr=f"Haber {number}", date=date(2023, 1, 1))
    seen, path = [], "/api/v1/news?limit=3&language=en"
    while path:
        answer = ask(path)
        page = answer.json()
        seen += [item["id"] for item in page["items"]]
        assert ('rel="next"' in answer["Link"]) == bool(page["next"])
        path = page["next"]

    assert len(seen) == len(set(seen)) == 8
    assert seen == sorted(seen)
    assert len(ask("/api/v1/news?year=2023").json()["items"]) == 7


def test_an_unchanged_answer_is_not_sent_again_and_scripts_of_any_site_may_ask(ask, union):
    answer = ask("/api/v1/members")
    assert answer["Access-Control-Allow-Origin"] == "*"
    again = ask("/api/v1/members", status=304, **{"if-none-match": answer["ETag"]})
    assert again.content == b""
    with scope.of(union):
        make.make_membership()
    assert ask("/api/v1/members", **{"if-none-match": answer["ETag"]})["ETag"] != answer["ETag"]


@table(
    ("path", "status", "word"),
    [
        ("/api/v1/none", 404, "none"),
        ("/api/v1/none/1", 404, "none"),
        ("/api/v1/news/0", 404, "kayıt"),
        ("/api/v1/news/01", 404, "kayıt"),
        ("/api/v1/news/x", 404, "kayıt"),
        ("/api/v1/news/99999999999999999999", 404, "kayıt"),
        ("/api/v1/news?limit=0", 400, "limit"),
        ("/api/v1/news?limit=201", 400, "limit"),
        ("/api/v1/news?limit=-1", 400, "limit"),
        ("/api/v1/news?limit=1&limit=2", 400, "limit"),
        ("/api/v1/news?after=a", 400, "after"),
        ("/api/v1/news?after=%D9%A1", 400, "after"),
        ("/api/v1/news?year=0", 400, "year"),
        ("/api/v1/news?year=99999", 400, "year"),
        ("/api/v1/news?colour=red", 400, "colour"),
        ("/api/v1/news?language=de", 400, "tr"),
        ("/api/v1/news?updated_since=yesterday", 400, "updated_since"),
        ("/api/v1/news?updated_since=2026-13-45T00:00:00Z", 400, "updated_since"),
        ("/api/v1/changes", 400, "since"),
        ("/api/v1/changes?after=x", 400, "after"),
        ("/api/v1/changes?after=20260101T000000.0_news_٣", 400, "after"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(ask, path, status, word):
    answer = ask(path, status=status)

    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    problem = answer.json()
    assert problem["status"] == status
    assert word in problem["detail"]


VALUES = ["", "0", "1", "-1", "7", "200", "201", "9" * 19, "a", "ş", "%00", "1.5", "tr", "en", "2024", "null"]
VALUES += ["1 OR 1=1", "2026-05-31T14:00:00+03:00", "2026-05-31", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]


def test_no_question_is_too_odd_for_an_answer_that_the_description_knows(client, union):
    ask = client.get
    described = ask("/api/v1/openapi.json", headers={"host": "ege.localhost"}).json()
    chance, wrongs = Random(5355), []
    for _number in range(120):
        path, operation = chance.choice(list(described["paths"].items()))
        known = [each["name"] for each in operation["get"]["parameters"] if each["in"] == "query"]
        chosen = {name: chance.choice(VALUES) for name in chance.sample([*known, "x"], chance.randint(0, 2))}
        address = f"{path.replace('{id}', quote(chance.choice(VALUES) or '1'))}?{urlencode(chosen)}"
        answer = ask(address, headers={"host": "ege.localhost"})
        content = operation["get"]["responses"].get(str(answer.status_code), {}).get("content", {})
        schema = content.get(answer["Content-Type"], {}).get("schema")
        if schema is None:
            wrongs.append(f"{address} answered {answer.status_code} {answer['Content-Type']}")
        else:
            wrongs += [
                f"{address}: {error.message}" for error in validator(described, schema).iter_errors(answer.json())
            ]
    assert not wrongs, "\n".join(wrongs)


def test_the_refusal_is_in_the_language_asked_for(ask):
    assert "no record" in ask("/api/v1/news/0?language=en", status=404).json()["detail"]


def test_changes_tell_what_was_written_and_what_is_gone_but_nothing_of_drafts(ask, union):
    with scope.of(union):
        post = make.make_post(title_tr="Geri çekilecek")
        draft = make.make_post(status="draft")
        since = timezone.now()
        post.status, post.withdrawal_reason_tr = "withdrawn", "Yanlış"
        post.save()
        draft.title_tr = "Hâlâ taslak"
        draft.save()
        new = make.make_post(title_tr="Yeni")
        deleted = make.make_document(title_tr="Silinecek")
        key = deleted.pk
        deleted.delete()
    found = ask(f"/api/v1/changes?since={since.isoformat().replace('+', '%2B')}").json()["items"]

    told = {(item["resource"], item["id"]): item["state"] for item in found}
    assert told == {("news", post.pk): "gone", ("news", new.pk): "public", ("documents", key): "gone"}


def test_changes_are_told_page_by_page(ask):
    path, seen = "/api/v1/changes?since=2020-01-01T00:00:00Z&limit=4", []
    while path:
        page = ask(path).json()
        seen += [(item["resource"], item["id"]) for item in page["items"]]
        path = page["next"]

    assert len(seen) == len(set(seen))
    assert {name for name, _key in seen} == set(resources())
    later = (timezone.now() + timedelta(days=1)).isoformat().replace("+", "%2B")
    assert ask(f"/api/v1/changes?since={later}").json()["items"] == []


def test_lists_cost_as_many_queries_for_more_rows(ask, union, django_assert_max_num_queries):
    with scope.of(union):
        for _number in range(5):
            make.make_membership()
            make.make_office_holder()
            make.make_decision()
    for name in resources():
        with django_assert_max_num_queries(12):
            ask(f"/api/v1/{name}")


def test_people_find_the_api_described_with_every_list(ask):
    for path in ["/tr/acik-veri/api/", "/en/open-data/api/"]:
        page = ask(path).text
        assert set(re.findall(r'href="/api/v1/([a-z-]+)\?', page)) >= set(resources())
    assert json.loads(ask("/api/v1/openapi.json").content)["info"]["version"] == "1.0.0"
