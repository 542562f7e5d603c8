import re

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpResponseForbidden

from tests.trakyakent_site.failures.failing import ADD, TYPED, assert_given_back

pytestmark = pytest.mark.django_db


def test_a_view_that_refuses_without_a_word_is_given_words(staff):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseHandler, "make_view_atomic", lambda self, view: lambda *_: HttpResponseForbidden())
        answer = staff.post(ADD, TYPED)

    assert answer.status_code == 403
    assert_given_back(answer)


@pytest.mark.parametrize("path", ["/yonetim/yok/", "/yonetim/pages/post/999999/change/"])
def test_an_error_of_the_administration_has_title_masthead_and_way_back(staff, path):
    answer = staff.get(path)

    text = answer.content.decode()
    assert answer.status_code == 404
    assert re.search(r"<title>\s*\w.+</title>", text)
    assert re.search(r'<div id="site-name"><a href="/yonetim/">\S.*</a>', text)
    assert '<p class="failure-ways"' in text
