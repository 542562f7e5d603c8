import pytest

from pages.models import Post
from tests import factories as make
from tests.staff_client import address, staff_client
from tests.unions.admin.kit.reviewed import press, stored, with_address
from unions.admin.kit.next_version_forms import NUMBER
from unions.models import Union

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(union):
    return with_address(staff_client(union, "editor", first_name="Elif"), "elif@example.org")


@pytest.fixture
def publisher(union):
    return with_address(staff_client(union, "publisher", first_name="Paul"), "paul@example.org", language="en")


def test_where_two_people_are_asked_for_the_last_writer_does_not_publish(union, editor, publisher):
    Union.objects.filter(pk=union.pk).update(publishing_takes_two=True)
    post = make.make_post(union=union, title_tr="Yayımda")
    draft = make.make_post(union=union, status="draft", title_tr="Taslak")

    for row in [post, draft]:
        refused = press(publisher, row, "_publish", title_tr="Kendi yazdığı")
        assert "takes two people" in str(refused.context["adminform"].form.non_field_errors())
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
