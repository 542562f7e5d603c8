"""The page on which staff accept or refuse corrections."""

import pytest
from django.db.models import F
from django.urls import reverse

from members.checks.models import Correction
from members.directory.models import Listing
from tests.members.checks.walkthrough import decide
from tests.staff_client import staff_client

pytestmark = pytest.mark.django_db


def test_a_refusal_needs_a_reason(union, proposal):
    answer = decide(union, proposal, phone="refuse")

    assert "Lütfen belediyeye nedenini yazın." in answer.content.decode()
    assert Correction.objects.filter(state="waiting").count() == 3


def test_the_review_shows_old_and_new_and_what_has_changed_since(union, proposal):
    Listing.objects.update(phone="+90 282 999 99 99", version=F("version") + 1)

    page = staff_client(union).get(reverse("admin:members_listingcheck_change", args=[proposal.pk])).content.decode()

    for shown in ["+90 282 111 11 11", "+90 282 222 22 22", "+90 282 999 99 99", "/dosya/ornek/members.correction/"]:
        assert shown in page
