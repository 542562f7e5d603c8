"""A union from nothing: what is written, what is refused, and that nothing is written by halves."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_union
from unions.institution.founding import Founding, equip, found_union, host_in, hosts_in
from unions.models import Organ, Union, UnionHost, UnionName
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_a_union_is_founded_with_its_name_its_hosts_and_the_organs_of_the_law():
    union = found_union(
        Founding("Ege Belediyeler Birliği", short_name="EGEBİR", accent_hue=30, hosts=["ege.localhost", "e.localhost"])
    )

    assert (union.code, union.accent_hue, union.default_language) == ("egebir", 30, "tr")
    with scope.of(union):
        assert [host.host for host in UnionHost.objects.filter(is_primary=True)] == ["ege.localhost"]
        assert UnionName.objects.get().is_current
        assert not Organ.objects.missing_by_law()


def test_a_union_is_refused_in_words_by_the_field_and_nothing_is_written():
    make_union(code="konya", host="konya.localhost")
    name = "Ege Belediyeler Birliği"
    refused = {
        "code": Founding(name, code="konya"),
        "name_tr": Founding(" ", code="ege"),
        "hosts": Founding(name, hosts=["konya.localhost"]),
        "accent_hue": Founding(name, accent_hue=360),
        "mark": Founding(name, mark="moon"),
        "first_language": Founding(name, first_language="fr"),
        "short_name": Founding(name, code="ege", short_name="E" * 61),
    }
    wrong = {}
    for field, founding in refused.items():
        try:
            found_union(founding)
            wrong[field] = "was not refused"
        except ValidationError as error:
            if list(error.message_dict) != [field]:
                wrong[field] = error.message_dict

    assert not wrong
    assert list(Union.objects.values_list("code", flat=True)) == ["konya"]


def test_a_name_of_140_letters_and_a_union_without_host_are_accepted():
    union = found_union(Founding("Uzun Adlı " * 14, short_name="UZUN"))

    assert not UnionHost.all_unions.filter(union=union).exists()


def test_what_stands_is_left_alone_when_a_union_is_completed_again():
    union = found_union(Founding("Ege Belediyeler Birliği", code="ege"))
    with scope.of(union):
        assembly = Organ.objects.assembly()
        assembly.title_tr = "Genel Kurul"
        assembly.save()
        before = Organ.objects.count()

        equip(union)

        assert Organ.objects.count() == before
        assert Organ.objects.assembly().title_tr == "Genel Kurul"


def test_an_organ_entered_by_hand_stays_the_only_one_of_its_kind():
    union = make_union(code="ege")
    with scope.of(union):
        Organ(kind=Organ.Kind.ASSEMBLY, title_tr="Meclis", title_en="Assembly").save()

        equip(union)

        assert Organ.objects.filter(kind=Organ.Kind.ASSEMBLY).get().title_tr == "Meclis"
        assert not Organ.objects.missing_by_law()


def test_hosts_are_found_in_what_people_paste():
    pasted = {"https://Trakya.GOV.tr/tr/": "trakya.gov.tr", "trakya.gov.tr/": "trakya.gov.tr", "İZMİR.tr.": "izmir.tr"}

    assert {text: host_in(text) for text in pasted} == pasted
    assert hosts_in("a.tr, b.tr;c.tr\nd.tr ") == ["a.tr", "b.tr", "c.tr", "d.tr"]
