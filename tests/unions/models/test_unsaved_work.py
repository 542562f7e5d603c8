import pytest

from tests import factories as make
from tests.staff_client import address, staff_client
from tests.unions.admin.kit.keeping import UNSAVED, keep
from unions.models import UnsavedWork

pytestmark = pytest.mark.django_db


def test_work_is_its_persons_alone_and_can_be_discarded(union, theirs, ayse, veli):
    post = make.make_post(union=union)
    form = ayse.form(address("change", post))
    keep(ayse, {**form, "title_tr": "Gizli"}, row=post)
    token = form["_work"]

    assert veli.get(address("change", post)).context["unsaved"]["others"] == []
    assert "Gizli" not in veli.get(address("change", post), _work=token).content.decode()
    assert keep(veli, {**form, "title_tr": "Benim"}, row=post, sequence=7).json() == {"closed": True}
    veli.post(UNSAVED, {"do": "discard", "model": "pages.post", "object": post.pk, "token": token})
    assert keep(staff_client(theirs), form, row=post).status_code == 404
    assert keep(staff_client(union, "auditor"), form, row=post).status_code == 403
    assert dict(UnsavedWork.objects.get().fields)["title_tr"] == "Gizli"

    ayse.post(UNSAVED, {"do": "discard", "model": "pages.post", "object": post.pk, "token": token})
    assert ayse.get(address("change", post)).context["unsaved"]["others"] == []
