"""Host names from the command line, for the first time that nobody can sign in yet."""

import pytest
from django.core.management import CommandError, call_command

from unions.models import UnionHost

pytestmark = pytest.mark.django_db


def test_a_name_is_added_once_and_may_become_the_main_one(union, capsys):
    before = list(UnionHost.all_unions.filter(union=union).values_list("host", flat=True))

    call_command("hosts", union.code, "www.birlik.example", "--main")
    call_command("hosts", union.code, "www.birlik.example")

    assert f"{union.code}\twww.birlik.example  (main)\n" in capsys.readouterr().out
    hosts = dict(UnionHost.all_unions.filter(union=union).values_list("host", "is_primary"))
    assert hosts == {**dict.fromkeys(before, False), "www.birlik.example": True}


def test_what_cannot_be_is_refused_in_words(union, capsys):
    for arguments, words in [
        (["yok", "www.birlik.example"], f"There is no union 'yok'. There are: {union.code}"),
        ([union.code, "https://www.birlik.example"], "http://"),
        ([union.code], "Name the union and the host name"),
    ]:
        with pytest.raises(CommandError, match=words):
            call_command("hosts", *arguments)
    assert not UnionHost.all_unions.filter(host__contains="birlik.example").exists()
