"""Standard sentences that were found wrong leave the pages of unions founded with them."""

import pytest
from django.core.management import call_command

from pages.founding.corrections import CORRECTIONS
from pages.models import Page
from unions.institution.founding import equip

pytestmark = pytest.mark.django_db


def test_a_wrong_sentence_is_replaced_only_where_it_stands_word_for_word(union, reader, capsys):
    equip(union)
    page = Page.objects.get(source_key="site:joining")
    [(old, right), (share, _new_share)] = CORRECTIONS["site:joining"]["en"]
    assert right in page.body_en, "a new union has the right sentence"
    own = "<p>To leave, a decision of the council is enough, as we say.</p>"
    page.body_en = f"<p>{old}</p>\n<p>{share}</p>\n{own}"
    page.save()
    assert share in page.body_en

    call_command("correcttexts")
    assert old in Page.objects.get(pk=page.pk).body_en
    call_command("correcttexts", write=True)

    page.refresh_from_db()
    assert right in page.body_en
    assert "art. 21" not in page.body_en
    assert own in page.body_en
    assert right in reader.get(page.address("en")).text
    capsys.readouterr()
    call_command("correcttexts", write=True)
    assert capsys.readouterr().out == ""
