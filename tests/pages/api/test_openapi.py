import json
import re

import jsonschema
import pytest

from pages.api.resources import resources

pytestmark = pytest.mark.django_db


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


def test_people_find_the_api_described_with_every_list(ask):
    for path in ["/tr/acik-veri/api/", "/en/open-data/api/"]:
        page = ask(path).text
        assert set(re.findall(r'href="/api/v1/([a-z-]+)\?', page)) >= set(resources())
    assert json.loads(ask("/api/v1/openapi.json").content)["info"]["version"] == "1.0.0"
