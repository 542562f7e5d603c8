"""A union from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from unions.models import Organ, Union, UnionHost

pytestmark = pytest.mark.django_db


def added(*words: str) -> str:
    output = StringIO()
    call_command("addunion", *words, stdout=output)
    return output.getvalue()


def test_a_union_is_added_and_the_next_step_is_named():
    said = added("Ege Belediyeler Birliği", "--short-name=EGEBİR", "--host=ege.localhost", "--host=e.localhost")

    assert "egebir" in said
    assert "ege.localhost" in said
    assert UnionHost.all_unions.filter(union__code="egebir").count() == 2


def test_a_second_time_is_refused_and_changes_nothing():
    added("Ege Belediyeler Birliği", "--code=ege")
    organs = Organ.all_unions.count()

    with pytest.raises(CommandError, match="--code: .*ege"):
        added("Ege Belediyeler Birliği", "--code=ege")

    assert Organ.all_unions.count() == organs


def test_all_that_is_wrong_is_named_at_once_by_option():
    with pytest.raises(CommandError) as refusal:
        added("", "--code=ege", "--hue=green", "--language=fr", "--host=a_b")

    assert {line.partition(":")[0] for line in str(refusal.value).splitlines()} == {
        "NAME",
        "--hue",
        "--language",
        "--host",
    }
    assert not Union.objects.exists()


def test_an_older_union_is_completed_and_an_unknown_one_is_named():
    Union(code="ege").save()

    added("--complete=ege")

    assert Organ.all_unions.filter(union__code="ege").count() == 3
    with pytest.raises(CommandError, match="marmara"):
        added("--complete=marmara")
