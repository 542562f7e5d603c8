"""Review: asked with a note, told by mail in the person's language, sent back or published; two people where asked."""

import pytest

from tests import factories as make
from tests.staff_client import address
from tests.unions.admin.kit.reviewed import press, start_page, stored
from unions.admin.kit.next_version_forms import NUMBER
from unions.admin.kit.next_versions import next_url
from unions.models import OutgoingMail, Review

pytestmark = pytest.mark.django_db


def test_a_draft_goes_to_review_comes_back_and_is_published(union, editor, publisher):
    post = make.make_post(union=union, status="draft", title_tr="Onaylık")

    press(editor, post, "_review", summary_tr="Yazıldı", review_note="Bakar mısınız?")

    assert (stored(post).status, stored(post).summary_tr) == ("draft", "Yazıldı")
    [mail] = OutgoingMail.all_unions.all()
    assert (mail.to, mail.subject) == ("paul@example.org", "Waiting for you: Onaylık")
    assert "Bakar mısınız?" in mail.body
    assert next_url(post) in mail.body
    assert start_page(publisher)["waiting_for_you"] == ["Onaylık"]
    assert start_page(editor)["waiting_for_you"] == []
    assert "Bakar mısınız?" in publisher.get(next_url(post)).text

    publisher.post(address("change", post), {"_send_back": "1", "review_answer": "Tarihi ekleyin"})

    assert OutgoingMail.all_unions.get(to="elif@example.org").subject == "Size geri gönderildi: Onaylık"
    assert start_page(editor)["sent_back_to_you"] == ["Onaylık"]
    assert "Tarihi ekleyin" in editor.get(address("change", post)).text
    press(editor, post, "_review")
    page = publisher.get(next_url(post))
    version = page.context["object"].version
    stale = publisher.post(address("change", post), {"_publish_stored": "1", NUMBER: "0", "_row_version": "1"})
    assert stale["Location"] == next_url(post)
    assert stored(post).status == "draft"
    publisher.post(address("change", post), {"_publish_stored": "1", NUMBER: "0", "_row_version": str(version)})
    assert stored(post).status == "published"
    assert not Review.objects.exists()
    assert start_page(publisher) == {"waiting_for_you": [], "sent_back_to_you": []}
