import pytest
from django.test.client import MULTIPART_CONTENT

from pages.models import Gallery
from tests import factories as make
from tests.staff_client import address
from tests.unions.admin.kit.keeping import take_up

pytestmark = pytest.mark.django_db


def test_the_files_of_a_refused_form_are_taken_up_with_it(union, ayse):
    path = address("add", model=Gallery)
    form = {**ayse.form(path), "photos-TOTAL_FORMS": "1", "photos-0-caption_tr": "Açılış", "title_tr": ""}
    ayse.post(path, {**form, "photos-0-picture": make.picture_upload()})

    again = take_up(ayse, path, form)
    assert again["photos-0-picture-kept"]
    answer = ayse.post(path, {**again, "title_tr": "Galeri"}, content_type=MULTIPART_CONTENT)

    assert answer.status_code == 302
    photo = Gallery.all_unions.get().photos.get()
    assert photo.picture.storage.exists(photo.picture.name)
