"""The laws and decrees that a union rests on."""

from datetime import date

import pytest

from unions.models import LegalBasis


@pytest.mark.parametrize(
    ("gazette_date", "url"),
    [
        (date(2000, 11, 20), "https://www.resmigazete.gov.tr/eskiler/2000/11/20001120.htm"),
        (date(2005, 6, 1), "https://www.resmigazete.gov.tr/eskiler/2005/06/20050601.htm"),
        (None, ""),
    ],
)
def test_an_act_leads_to_its_issue_of_the_official_gazette(gazette_date, url):
    assert LegalBasis(gazette_date=gazette_date).gazette_url == url


@pytest.mark.parametrize(("number", "name"), [("5355", "Birlikler Kanunu (5355)"), ("", "Birlikler Kanunu")])
def test_an_act_is_cited_with_its_number_if_it_has_one(number, name):
    assert str(LegalBasis(title_tr="Birlikler Kanunu", number=number)) == name
