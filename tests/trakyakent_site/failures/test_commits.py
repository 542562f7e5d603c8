from html import unescape

import pytest
from django.core.handlers.base import BaseHandler
from django.db import transaction

from pages.models import Post
from tests.trakyakent_site.failures.failing import ADD, SHORT, TYPED

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_rolled_back", [False, True])
def test_what_was_saved_before_the_failure_is_said_to_be_saved(staff, union, is_rolled_back):
    def save(request, *args, **kwargs):
        with transaction.atomic():
            Post.all_unions.create(union=union, title_tr="Kayıt", date="2024-01-01")
            if is_rolled_back:
                raise RuntimeError("before the end of the transaction")
        raise RuntimeError("while answering")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseHandler, "make_view_atomic", lambda self, view: save)
        answer = staff.post(ADD, TYPED)

    text = answer.content.decode()
    assert Post.all_unions.exists() != is_rolled_back
    assert ("Gönderdikleriniz kaydedildi," in text) != is_rolled_back
    assert ("kaydedilemedi" in text) == is_rolled_back
    # What is there already must not be sent a second time by a button.
    assert ('type="submit"' in text) == is_rolled_back
    assert SHORT in unescape(text)
