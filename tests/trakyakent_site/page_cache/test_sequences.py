"""A kept page is the page that Django would make, whatever has been done before."""

from datetime import timedelta
from itertools import count

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pages.models import Page, Post
from tests import factories as make
from tests.trakyakent_site.page_cache.cached_site import Site
from unions.models import UnionName

pytestmark = pytest.mark.usefixtures("connections_kept")

ADDRESSES = ["/tr/", "/en/", "/tr/haberler/", "/tr/haberler/0/", "/tr/bir/", "/tr/iki/", "/tr/bir/iki/", "/sitemap.xml"]
STEPS = [
    "add",
    "edit",
    "edit many",
    "delete",
    "restore",
    "withdraw",
    "schedule",
    "move",
    "rename",
    "name",
    "wait",
    "back",
]


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(ADDRESSES)), min_size=6, max_size=12))
@example(steps=[(step, "/tr/haberler/") for step in ["add", "delete", "restore", "edit"]])
def test_after_any_sequence_a_kept_page_is_what_django_would_make(union, clock, steps):
    site = Site(clock=clock)
    desk = Desk(union, clock)

    for step, address in steps:
        site.get(address)
        desk.do(step)
        assert site.get(address) == site.uncached(address), step
        assert site.get("/tr/haberler/") == site.uncached("/tr/haberler/"), step


class Desk:
    """What staff and time do to a few rows."""

    def __init__(self, union, clock):
        self.union, self.clock, self.numbers = union, clock, count()
        Post.objects.all().delete()
        Page.objects.all().delete()
        self.parent, self.page = (make.make_page(union=union, title_tr=title) for title in ["Bir", "İki"])

    def do(self, step: str) -> None:
        getattr(self, step.replace(" ", "_"))()

    def newest(self) -> Post | None:
        return Post.objects.order_by("-pk").first()

    def add(self):
        make.make_post(union=self.union, title_tr=f"{next(self.numbers)}")

    def edit(self):
        if post := self.newest():
            post.title_tr += " yeni"
            post.save()

    def edit_many(self):
        Post.objects.update(title_tr=f"Hepsi {next(self.numbers)}")

    def delete(self):
        if post := self.newest():
            post.delete()

    def restore(self):
        record = Post.history.filter(history_type="-").order_by("-history_id").first()
        if record and not Post.objects.filter(Q(slug_tr=record.slug_tr) | Q(pk=record.id)).exists():
            record.instance.save(force_insert=True)

    def withdraw(self):
        if post := self.newest():
            post.status = Post.Status.WITHDRAWN
            post.save()

    def schedule(self):
        moment = self.clock.now + timedelta(seconds=90)
        ends = moment + timedelta(seconds=90)
        make.make_post(union=self.union, title_tr=f"{next(self.numbers)}", publish_at=moment, expire_at=ends)

    def move(self):
        page = Page.objects.get(pk=self.page.pk)
        page.parent = None if page.parent_id else Page.objects.get(pk=self.parent.pk)
        page.save()

    def rename(self):
        page = Page.objects.get(pk=self.page.pk)
        page.slug_tr = "iki" if page.slug_tr != "iki" else "uc"
        page.save()

    def name(self):
        name = self.union.refresh_from_db() or UnionName.objects.filter(union=self.union).first()
        name.name_tr = f"Birlik {next(self.numbers)}"
        name.save()

    def wait(self):
        self.clock.now += timedelta(seconds=45)

    def back(self):
        self.clock.now -= timedelta(seconds=100)
