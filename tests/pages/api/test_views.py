"""The API as programs use it: every list, its pages and filters, what has changed, and its own description."""

from datetime import date
from random import Random
from urllib.parse import quote, urlencode

import jsonschema
import pytest

from pages.api.resources import resources
from tests import factories as make
from tests.tables import table
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def validator(described: dict, schema: dict) -> jsonschema.Draft202012Validator:
    whole = {**schema, "components": described["components"]}
    return jsonschema.Draft202012Validator(whole)


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


def test_lists_cost_as_many_queries_for_more_rows(ask, union, django_assert_max_num_queries):
    with scope.of(union):
        for _number in range(5):
            make.make_membership()
            make.make_office_holder()
            make.make_decision()
    for name in resources():
        with django_assert_max_num_queries(12):
            ask(f"/api/v1/{name}")
