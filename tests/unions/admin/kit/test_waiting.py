"""Review: asked with a note, told by mail in the person's language, sent back or published; two people where asked."""

import pytest
from allauth.account.models import EmailAddress

from pages.models import Post
from tests import factories as make
from tests.staff_client import address, staff_client
from unions.admin.kit.next_versions import NUMBER, next_url
from unions.models import NextVersion, OutgoingMail, Review, Union

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(union):
    return with_address(staff_client(union, "editor", first_name="Elif"), "elif@example.org")


@pytest.fixture
def publisher(union):
    return with_address(staff_client(union, "publisher", first_name="Paul"), "paul@example.org", language="en")


def with_address(client, email, **values):
    EmailAddress.objects.create(user=client.user, email=email, verified=True, primary=True)
    for name, value in values.items():
        setattr(client.user, name, value)
    client.user.save()
    return client


def press(client, row, button, **changes):
    path = address("change", row)
    return client.post(path, {**client.form(path, _next="1"), button: "1", **changes})


def stored(row):
    return type(row).all_unions.get(pk=row.pk)


def start_page(client):
    context = client.get("/yonetim/").context
    return {name: [line.name for line in context[name]] for name in ["waiting_for_you", "sent_back_to_you"]}


def test_a_draft_goes_to_review_comes_back_and_is_published(union, editor, publisher):
    post = make.make_post(union=union, status="draft", title_tr="Onaylık")

    press(editor, post, "_review", summary_tr="Yazıldı", review_note="Bakar mısınız?")

    assert (stored(post).status, stored(post).summary_tr) == ("draft", "Yazıldı")
    [mail] = OutgoingMail.all_unions.all()
    assert (mail.to, mail.subject) == ("paul@example.org", "Waits for you: Onaylık")
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


def test_a_next_version_goes_to_review_and_replaces_what_readers_see(union, editor, publisher):
    post = make.make_post(union=union, title_tr="Yayımda")

    refused = press(editor, post, "_review", title_tr="")
    assert "title_tr" in refused.context["adminform"].form.errors
    press(editor, post, "_review", title_tr="Düzeltilmiş")

    assert stored(post).title_tr == "Yayımda"
    page = publisher.get(next_url(post))
    assert "<ins>" in page.text
    publisher.post(address("change", post), {"_publish_stored": "1", NUMBER: "1"})
    assert stored(post).title_tr == "Düzeltilmiş"
    assert not NextVersion.objects.exists()
    assert not Review.objects.exists()


def test_where_two_people_are_asked_for_the_last_writer_does_not_publish(union, editor, publisher):
    Union.objects.filter(pk=union.pk).update(publishing_takes_two=True)
    post = make.make_post(union=union, title_tr="Yayımda")
    draft = make.make_post(union=union, status="draft", title_tr="Taslak")

    for row in [post, draft]:
        refused = press(publisher, row, "_publish", title_tr="Kendi yazdığı")
        assert "iki kişi" in str(refused.context["adminform"].form.non_field_errors())
        assert stored(row).title_tr != "Kendi yazdığı"
    add = address("add", model=Post)
    publisher.post(add, {**publisher.form(add), "title_tr": "Tek başına", "_publish": "1"})
    assert not Post.all_unions.filter(title_tr="Tek başına", status="published").exists()

    press(publisher, draft, "_draft", title_tr="Publisher yazdı")
    publisher.post(address("changelist", model=Post), {"action": "publish_selected", "_selected_action": str(draft.pk)})
    assert stored(draft).status == "draft"
    press(editor, draft, "_review", title_tr="Editör yazdı")
    version = str(stored(draft).version)
    publisher.post(address("change", draft), {"_publish_stored": "1", NUMBER: "0", "_row_version": version})
    assert stored(draft).status == "published"

    press(editor, post, "_review", title_tr="Editörün sürümü")
    publisher.post(address("change", post), {"_publish_stored": "1", NUMBER: "1"})
    assert stored(post).title_tr == "Editörün sürümü"
    # What a person changed in the draft counts as written by them.
    press(editor, post, "_review", title_tr="Üçüncü")
    press(publisher, post, "_draft", title_tr="Üçüncü, düzeltildi")
    publisher.post(address("change", post), {"_publish_stored": "1", NUMBER: "2"})
    assert stored(post).title_tr == "Editörün sürümü"


def test_another_union_is_told_nothing(union, theirs, editor):
    post = make.make_post(union=union, title_tr="Bizim", status="draft")
    stranger = with_address(staff_client(theirs, "publisher"), "uzak@example.org")

    press(editor, post, "_review")

    assert not OutgoingMail.all_unions.filter(to="uzak@example.org").exists()
    assert start_page(stranger)["waiting_for_you"] == []
