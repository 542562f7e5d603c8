"""The start page leads to filtered lists."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Post
from tests import factories as make
from tests.staff_client import address
from tests.unions.admin.reading import leading_urls

pytestmark = pytest.mark.django_db


def test_drafts_scheduled_rows_and_missing_english_are_tasks_that_list_them(union, manager):
    tomorrow = timezone.now() + timedelta(days=1)
    make.make_post(union=union, title_tr="Taslak", status="draft")
    make.make_post(union=union, title_tr="Zamanlanmış", title_en="Scheduled", publish_at=tomorrow)
    make.make_post(union=union, title_tr="Yalnız Türkçe")
    make.make_post(union=union, title_tr="İki dilli", title_en="Both")

    listed = {
        url.split("?")[1]: [row.title for row in manager.get(url).context["cl"].result_list]
        for url in leading_urls(manager, address("changelist", model=Post))
    }

    assert listed == {
        "publication=draft": ["Taslak"],
        "publication=scheduled": ["Zamanlanmış"],
        "english=missing&publication=public": ["Yalnız Türkçe"],
    }
