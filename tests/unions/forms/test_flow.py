import re

import pytest
from django.core import signing

from pages.requests.models import Request
from tests import factories as make
from tests.pages.requests.filling import (
    INFORMATION,
    PETITION,
    browser,
    carried,
    opened_before,
    text_of,
    values_of,
)
from unions.forms import limits


@pytest.fixture
def client(union):
    headquarters = make.make_headquarters(union=union)
    make.make_contact_point(headquarters=headquarters, kind="email", value="bilgi@birlik.example")
    return browser(union)


@pytest.fixture
def unlimited(monkeypatch):
    """No limit but those that a test is about."""
    for name in ["TRIES_FROM_A_PLACE", "SENT_FROM_A_PLACE", "SENT_TO_A_UNION", "RECEIPTS_TO_AN_ADDRESS"]:
        monkeypatch.setattr(limits, name, Generous())


class Generous:
    name, times = "none", 1

    def acquire(self, whom):
        return True


def test_the_answers_are_shown_before_they_are_sent(client):
    checked = client.post(INFORMATION, values_of(INFORMATION))

    assert checked.status_code == 200
    assert Request.objects.count() == 0
    for value in ["2025 yılı eğitim", "10000000146", "gerçek kişi", "Ayşe Yılmaz", "e-postayla"]:
        assert value in text_of(checked)
    changed = client.post(INFORMATION, {**carried(text_of(checked)), "step": "change"})
    assert 'value="10000000146"' in text_of(changed)
    assert "errorlist" not in text_of(changed)


def test_whoever_is_taken_for_a_program_is_asked_again_and_loses_nothing(client, unlimited):
    for changed, words in [
        ({"homepage": "http://spam.example"}, "Görünmeyen bir alan"),
        ({"opened": opened_before("petition", seconds=1)}, "kimsenin yazamayacağı kadar hızlı"),
        ({"opened": opened_before("petition", seconds=25 * 3600)}, "bir günden uzun"),
        ({"opened": opened_before("information")}, "bir günden uzun"),
        ({"opened": signing.dumps([1, 2], salt="anything")}, "bir günden uzun"),
        ({"opened": ""}, "bir günden uzun"),
    ]:
        answer = client.post(PETITION, values_of(PETITION, **changed))
        assert answer.status_code == 422, changed
        assert words in text_of(answer)
        assert "Otobüs durağının taşınmasını istiyorum." in text_of(answer)
        assert "spam.example" not in text_of(answer)
        renewed = re.search(r'name="opened" value="([^"]+)"', text_of(answer))[1]
        assert renewed
    assert Request.objects.count() == 0
