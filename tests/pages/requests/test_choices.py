"""What can be chosen of a request agrees with the law and with the columns that hold it."""

from django.utils import translation

from pages.requests import choices
from pages.requests.models import Request
from unions.law import RefusalGround


def test_every_ground_of_the_law_can_be_chosen():
    assert {ground.value for ground in RefusalGround} <= set(choices.Ground.values)


def test_a_ground_names_its_article():
    with translation.override("en"):
        assert [str(label) for label in choices.Ground.labels if "art." not in str(label)] == []


def test_a_refusal_of_own_data_and_one_of_information_share_no_ground():
    assert {ground.value for ground in RefusalGround}.isdisjoint(Request.DATA_GROUNDS)


def test_all_rights_together_fit_into_their_column():
    assert len(",".join(choices.Right.values)) <= Request._meta.get_field("rights").max_length
