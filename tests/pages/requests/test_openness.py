"""The forms are open from the first day of a union until it has ended."""

from pages.requests.openness import are_forms_open
from tests.pages.requests.filling import FORMS, browser, values_of


def test_a_new_union_takes_requests_and_one_that_has_ended_does_not(union):
    assert are_forms_open(union)
    client = browser(union)
    union.ended_on = "2020-01-01"
    union.ending = type(union).Ending.values[0]
    union.save()

    assert not are_forms_open(union)
    for path in FORMS:
        assert client.get(path).status_code == 410, path
        assert client.post(path, values_of(path)).status_code == 410, path
