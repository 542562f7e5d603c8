"""A link to a thing of the site follows it, whatever becomes of its address."""

import pytest

from pages.links.models import Link
from tests.pages.links.linking import hrefs, linking_to

pytestmark = pytest.mark.django_db


def test_an_own_address_becomes_a_reference_however_it_was_written(bound, page):
    post = linking_to(
        "/tr/tarihce/",
        "/en/history/#kurulus",
        f"https://{bound.code}.localhost/tr/tarihce/?x=1",
        "https://www.baska.org.tr/tr/tarihce/",
        "/tr/haberler/",
        "/tr/yok-boyle-bir-sayfa/",
        "mailto:bilgi@ornek.bel.tr",
    )

    reference = f"/b/page-{page.pk}"
    assert hrefs(post.body_tr) == [
        reference,
        f"{reference}#kurulus",
        f"{reference}?x=1",
        "https://www.baska.org.tr/tr/tarihce/",
        "/tr/haberler/",
        "/tr/yok-boyle-bir-sayfa/",
        "mailto:bilgi@ornek.bel.tr",
    ]
    assert list(Link.objects.of_row(post).values_list("target", "target_pk", "field").order_by("pk")) == [
        *[("page", page.pk, "body_tr")] * 3,
        ("", None, "body_tr"),
    ]
