from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pages.kinds import VACANCIES
from tests.publications import make_publication
from tests.staff_client import superuser_client


@pytest.mark.parametrize(("days", "words"), [(1, "Başvuruya açık"), (-1, "Başvuru süresi doldu")])
def test_list_shows_the_state_of_today(union, days, words):
    today = timezone.localdate()
    make_publication(VACANCIES, date=today - timedelta(days=30), last_day=today + timedelta(days=days))

    text = superuser_client(union).get(reverse("admin:pages_vacancy_changelist")).content.decode()

    assert f'<td class="field-state_today">{words}</td>' in text
