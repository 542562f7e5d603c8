import pytest
from django.core.management import call_command

from pages.links.models import Link
from tests.pages.links.linking import linking_to

pytestmark = pytest.mark.django_db


def test_the_table_of_links_is_written_anew_by_a_command_and_forgets_what_was_deleted(bound, page, capsys):
    post = linking_to("/tr/tarihce/")
    before = list(Link.objects.values_list("source", "source_pk", "field", "target", "target_pk", "address"))
    Link.objects.all().delete()

    call_command("rebuildlinks")

    assert list(Link.objects.values_list("source", "source_pk", "field", "target", "target_pk", "address")) == before
    assert capsys.readouterr().out == "1 links\n"
    post.delete()
    assert not Link.objects.exists()
