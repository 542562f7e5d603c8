import pytest
from django.utils.translation import override

from members.people.composition import composition_of
from members.people.member_seats import member_findings
from tests.members.people.seating import DAY, seat, texts

pytestmark = pytest.mark.django_db


def test_an_empty_seat_names_the_substitute_to_be_called(assembly, corlu):
    seat(assembly, corlu, "Başkan", "ex_officio")
    seat(assembly, corlu, "Bir")
    seat(assembly, corlu, "İkinci Yedek", "substitute", position=2)
    seat(assembly, corlu, "İlk Yedek", "substitute", position=1)

    assert composition_of(assembly, DAY).empty == 1
    assert "İlk Yedek" in texts(assembly)
    assert "İkinci Yedek" not in texts(assembly)


def test_without_substitutes_the_council_elects_again(assembly, corlu):
    seat(assembly, corlu, "Başkan", "ex_officio")
    seat(assembly, corlu, "Bir")

    findings = composition_of(assembly, DAY).findings

    assert any(finding.article.endswith("8/3") for finding in findings)


def test_too_many_outsiders_are_a_finding_with_its_article(assembly, corlu):
    seat(assembly, corlu, "Başkan", "ex_officio")
    seat(assembly, corlu, "Bir", is_outsider=True)
    seat(assembly, corlu, "İki")
    seat(assembly, corlu, "Yedek", "substitute")

    findings = composition_of(assembly, DAY).findings

    assert [finding.article.endswith("8/1") for finding in findings] == [True]


def test_a_member_without_any_seat_on_record_has_no_findings(corlu):
    assert member_findings(corlu, [], 2) == []


@pytest.mark.parametrize(("mayors", "words"), [(0, "no mayor"), (2, "more than one")])
def test_a_member_has_one_mayor(assembly, corlu, mayors, words):
    holders = [seat(assembly, corlu, f"Başkan {number}", "ex_officio") for number in range(mayors)]
    holders.append(seat(assembly, corlu, "Yedek", "substitute"))

    with override("en"):
        assert words in member_findings(corlu, holders, None)[0].text


def test_surplus_members_are_counted(assembly, corlu):
    holders = [seat(assembly, corlu, f"Üye {number}") for number in range(3)]

    with override("en"):
        found = [finding.text for finding in member_findings(corlu, holders, 1)]

    assert any(text.startswith("Çorlu: there are 2 members too many.") for text in found)
