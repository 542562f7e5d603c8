"""A link to a thing of the site follows it, whatever becomes of its address."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from pages.links.models import Link
from pages.links.references import DEAD, ELSEWHERE, Thing, thing_at
from pages.links.targets import target_of, targets
from pages.models import Page, Post
from tests import factories as make
from tests.tables import table
from unions.models import PathRedirect
from unions.tenancy import scope
from unions.text.links import shown

pytestmark = pytest.mark.django_db


def linking_to(*addresses: str, **fields) -> Post:
    """A published post whose text links to the addresses, read again from the database."""
    text = "".join(f'<p><a href="{address}">söz</a></p>' for address in addresses)
    return Post.objects.get(pk=make.make_post(body_tr=text, status="published", **fields).pk)


def hrefs(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('href="')[1:]]


@pytest.fixture
def page(bound):
    return make.make_page(title_tr="Tarihçe", title_en="History")


@pytest.fixture
def bound(union):
    with scope.of(union):
        yield union


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


def test_a_link_follows_a_new_title_a_new_place_and_a_page_that_takes_the_old_address(bound, page):
    post = linking_to("/tr/tarihce/")
    above = make.make_page(title_tr="Kurumsal")
    page.slug_tr, page.parent = "gecmisimiz", above
    page.save()
    make.make_page(title_tr="Tarihçe", slug_tr="tarihce")

    assert hrefs(shown(post.body_tr, "tr")) == ["/tr/kurumsal/gecmisimiz/"]
    assert hrefs(shown(post.body_tr, "en")) == [page.address("en")]
    # What still holds the old address is understood by its redirect.
    other = make.make_page(title_tr="Başka")
    PathRedirect.record(bound, "/tr/eskiden/", other.address("tr"))
    assert thing_at("/tr/eskiden/", bound.pk) == Thing(targets()["page"], other)


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


def test_a_page_shows_the_addresses_of_today_and_its_row_keeps_the_references(bound, page, client):
    post = linking_to("/tr/tarihce/", title_tr="Duyuru")
    page.slug_tr = "gecmis"
    page.save()

    answer = client.get(post.get_absolute_url(), headers={"host": f"{bound.code}.localhost"})
    led_on = client.get(f"/b/page-{page.pk}", headers={"host": f"{bound.code}.localhost"})

    assert 'href="/tr/gecmis/"' in answer.text
    assert "/b/page-" not in answer.text
    assert led_on["Location"] == "/tr/gecmis/"


@table("name", sorted(targets()))
def test_every_kind_of_thing_is_known_by_its_address(bound, name):
    target = targets()[name]
    row = thing_of(name)
    if row is None:
        pytest.skip("It has no factory of its own.")

    found = [thing_at(target.address(row, language), row_union(row, bound)) for language in ["tr", "en"]]

    assert found == [Thing(target, row)] * 2
    assert thing_at(found[0].reference, row_union(row, bound)) == found[0]
    assert target_of(row) == target


def row_union(row, union):
    return getattr(row, "union_id", union.pk)


def thing_of(name: str):
    if name == "member":
        return make.make_membership().municipality
    if name == "organ":
        return make.make_organ()
    makers = {"page": make.make_page, "person": make.make_person, "meeting": make.make_meeting}
    makers |= {"decision": make.make_decision, "paper": make.make_paper, "post": make.make_post}
    makers |= {"document": make.make_document, "event": make.make_event, "gallery": make.make_gallery}
    return makers[name]() if name in makers else None


@table(
    "path, found",
    [
        ("/tr/", ELSEWHERE),
        ("/tr/kararlar/", ELSEWHERE),
        ("/tr/kararlar/2024/999/", DEAD),
        ("/tr/kararlar/2024/abc/", DEAD),
        ("/tr/haberler/yok/", DEAD),
        ("/tr/hic/boyle/yer/", DEAD),
        ("/b/page-99999999", DEAD),
        ("/b/page-999999999999999999", DEAD),
        ("/b/nothing-1", DEAD),
        ("/b/page-x", DEAD),
        ("/dosya/yok.pdf", ELSEWHERE),
        ("/yonetim/", ELSEWHERE),
        ("/", ELSEWHERE),
        ("//", DEAD),
        ("/tr", DEAD),
        ("/%00", DEAD),
    ],
)
def test_what_is_no_thing_is_told_from_what_is_not_there(bound, path, found):
    assert thing_at(path, bound.pk) == found


def test_links_of_another_union_are_not_its_things(bound, page):
    other = make.make_union(code="komsu")
    with scope.of(other):
        post = linking_to(
            "/tr/tarihce/", f"https://{bound.code}.localhost/tr/tarihce/", f"/b/page-{page.pk}", union=other
        )

        assert hrefs(post.body_tr)[1].startswith("https://")
        assert set(Link.objects.of_row(post).values_list("target", "union")) == {("", other.pk)}


def test_the_table_of_links_is_written_anew_by_a_command_and_forgets_what_was_deleted(bound, page, capsys):
    post = linking_to("/tr/tarihce/")
    before = list(Link.objects.values_list("source", "source_pk", "field", "target", "target_pk", "address"))
    Link.objects.all().delete()

    call_command("rebuildlinks")

    assert list(Link.objects.values_list("source", "source_pk", "field", "target", "target_pk", "address")) == before
    assert capsys.readouterr().out == "1 links\n"
    post.delete()
    assert not Link.objects.exists()
