import pytest

from pages.links.models import Link
from pages.links.references import DEAD, ELSEWHERE, Thing, thing_at
from pages.links.targets import target_of, targets
from tests import factories as make
from tests.pages.links.linking import hrefs, linking_to
from tests.tables import table
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


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
