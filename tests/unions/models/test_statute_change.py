import pytest
from django.core.exceptions import ValidationError

from tests.addresses import address
from tests.factories import make_decision, make_legal_basis, make_statute_change, pdf_upload


def test_text_of_the_statute_and_its_changes_stand_at_the_legal_basis(reader, union):
    statute = make_legal_basis(
        kind="statute", title_tr="Tüzük", full_text_tr="<p>Madde 1: Birliğin adı.</p>", file=pdf_upload()
    )
    decision = make_decision()
    make_statute_change(
        statute=statute, decided_on="2020-07-21", decision=decision, approved_on="2020-09-24", approved_by_tr="Bakanlık"
    )
    make_statute_change(statute=statute, subject_tr="Taslak karar", decision=make_decision(status="draft", number=987))

    text = reader.get(address("union_legal_basis", "tr")).text.replace("\u00a0", " ")

    for words in [statute.file.url, "Madde 1: Birliğin adı.", "21 Temmuz 2020", "24 Eylül 2020", "Bakanlık"]:
        assert words in text
    assert decision.address("tr") in text
    assert "987" not in text
    assert reader.get(statute.file.url).status_code == 200


def test_statute_without_text_says_so(reader, union):
    make_legal_basis(kind="statute", title_tr="Tüzük")

    text = reader.get(address("union_legal_basis", "en")).text

    assert "The text has not been published here yet." in text
    assert "No change is on record." in text


def test_dates_of_a_change_follow_each_other(union):
    change = make_statute_change(decided_on="2020-07-21", approved_on="2020-07-20")

    with pytest.raises(ValidationError) as refused:
        change.full_clean()

    assert "approved_on" in refused.value.error_dict
