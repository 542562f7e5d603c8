import pytest

from tests.staff_client import address, errors, read_form, superuser_client
from tests.unions.admin.reading import complaint
from unions.models import Organ, Union, UnionHost, UnionName
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_a_new_union_comes_with_its_hosts_its_name_and_what_every_union_has(ours):
    answer = superuser_client(ours).save(
        address("add", model=Union),
        name_tr="Ege Belediyeler Birliği",
        short_name="EGEBİR",
        hosts="https://Ege.localhost/tr/, ege2.localhost",
        accent_hue="30",
    )

    assert answer.status_code == 302, errors(answer)
    union = Union.objects.get(code="egebir")
    with scope.of(union):
        assert [(host.host, host.is_primary) for host in UnionHost.objects.all()] == [
            ("ege.localhost", True),
            ("ege2.localhost", False),
        ]
        assert UnionName.objects.get().name_tr == "Ege Belediyeler Birliği"
        assert not Organ.objects.missing_by_law()


def test_what_a_new_union_cannot_be_is_said_at_the_field_and_keeps_what_was_typed(ours):
    administrator = superuser_client(ours)
    form = administrator.form(address("add", model=Union))
    wrong = [
        ({"accent_hue": "400"}, "accent_hue"),
        ({"accent_hue": ""}, "accent_hue"),
        ({"hosts": "trakya.localhost"}, "hosts"),
        ({"hosts": "a_b!"}, "hosts"),
        ({"code": "trakya"}, "code"),
        ({"name_tr": " "}, "name_tr"),
        ({"name_tr": "Ö" * 201}, "name_tr"),
    ]
    misplaced = []
    for changes, field in wrong:
        answer = administrator.save(address("add", model=Union), {**form, "name_tr": "Ege Birliği", **changes})
        if list(complaint(answer)) != [field] or read_form(answer).get(field) != changes[field]:
            misplaced.append((changes, answer.status_code, complaint(answer)))

    assert not misplaced
    assert Union.objects.count() == 1
