from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pages.kinds import TENDERS
from tests.publications import make_publication
from tests.staff_client import superuser_client


@pytest.mark.parametrize(("hours", "words"), [(1, "Teklife açık"), (-1, "Teklif süresi doldu")])
def test_list_shows_the_state_of_this_moment(union, hours, words):
    make_publication(TENDERS, closes_at=timezone.now() + timedelta(hours=hours))

    text = superuser_client(union).get(reverse("admin:pages_tender_changelist")).content.decode()

    assert f'<td class="field-state_today">{words}</td>' in text
