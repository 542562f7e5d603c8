"""A next version is published when its hour comes, once, and says why where it cannot be."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from tests import factories as make
from tests.staff_client import address
from unions.admin.kit.scheduled import publish_due
from unions.background import periodic
from unions.models import Generation, NextVersion, OutgoingMail, Review, StaffRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(union, ayse):
    post = make.make_post(union=union, title_tr="Yayımda")
    day = (timezone.localtime() + timedelta(days=3)).strftime("%d.%m.%Y")
    path = address("change", post)
    form = {**ayse.form(path), "title_tr": "Saatinde", "publish_at_0": day, "publish_at_1": "09:00"}
    ayse.post(path, {**form, "_schedule": "1"})
    assert publish_due() == 0
    return post


def hour_comes():
    NextVersion.objects.update(publish_at=timezone.now() - timedelta(seconds=1))


def title(post):
    return type(post).all_unions.get(pk=post.pk).title_tr


def test_it_is_published_at_its_hour_as_one_version_by_whoever_scheduled_it(union, ayse, post):
    number, versions = Generation.objects.get(union=union).number, post.history.count()
    hour_comes()

    assert [publish_due(), publish_due()] == [1, 0]

    assert title(post) == "Saatinde"
    assert post.history.count() == versions + 1
    assert post.history.latest().history_user == ayse.user
    assert Generation.objects.get(union=union).number > number
    assert not NextVersion.objects.exists()
    assert publish_due in periodic.MOMENTS


def test_what_cannot_be_published_stays_a_draft_and_whoever_scheduled_it_is_told(union, ayse, veli, post):
    EmailAddress.objects.create(user=ayse.user, email="ayse@example.org", verified=True, primary=True)
    path = address("change", post)
    veli.post(path, {**veli.form(path, _live="1"), "title_tr": "Veli değiştirdi", "_publish": "1"})
    hour_comes()

    assert [publish_due(), publish_due()] == [0, 0]

    assert title(post) == "Veli değiştirdi"
    assert NextVersion.objects.get().publish_at is None
    assert Review.objects.get().state == "sent_back"
    assert "Veli değiştirdi" in OutgoingMail.all_unions.get(to="ayse@example.org").body


def test_nobody_publishes_who_has_lost_the_right_to(union, ayse, post):
    StaffRole.all_unions.filter(user=ayse.user).update(role="editor")
    hour_comes()

    assert publish_due() == 0
    assert title(post) == "Yayımda"
    assert NextVersion.objects.exists()
