import pytest
from django.utils import timezone

from pages.models import Page
from tests.pages.links.linking import hrefs, linking_to
from unions.text.links import shown

pytestmark = pytest.mark.django_db


def test_a_reader_gets_no_link_that_leads_nowhere(bound, page, client):
    post = linking_to("/tr/tarihce/", "/tr/haberler/")

    found = []
    for status in ["draft", "withdrawn", "published"]:
        Page.objects.filter(pk=page.pk).update(status=status, withdrawal_reason_tr="Eski")
        found.append(hrefs(shown(post.body_tr, "tr")))
    Page.objects.filter(pk=page.pk).update(publish_at=timezone.now() + timezone.timedelta(days=1))
    found.append(hrefs(shown(post.body_tr, "tr")))
    Page.objects.get(pk=page.pk).delete()
    found.append(hrefs(shown(post.body_tr, "tr")))

    both, other = ["/tr/tarihce/", "/tr/haberler/"], ["/tr/haberler/"]
    assert found == [other, both, both, other, other]
    assert "söz" in shown(post.body_tr, "tr")
