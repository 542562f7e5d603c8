"""Many photographs with one form, without a script."""

import pytest
from django.urls import reverse

from pages.models import Gallery, Picture
from tests import factories as make

pytestmark = pytest.mark.django_db

ADD = "admin:pages_gallery_add"


def test_files_of_one_field_become_photographs_and_a_refused_one_takes_none_along(manager, picture_file):
    files = [picture_file(f"rgb({number},9,9)", f"f{number}.png") for number in range(12)]
    files += [make.pdf_upload("belge.jpg"), picture_file("rgb(0,9,9)", "ayni.png")]
    data = manager.form(reverse(ADD)) | {"title_tr": "Şenlik", "photos-files": files}

    answer = manager.client.post(reverse(ADD), data, follow=True)

    gallery = Gallery.objects.get()
    assert [photo.picture.name.split("/")[3].split("-")[0] for photo in gallery.photos.all()] == [
        f"f{number}" for number in range(12)
    ]
    text = " ".join(str(message) for message in answer.context["messages"])
    assert "belge.jpg" in text
    assert "ayni.png" in text


def test_photographs_of_a_refused_form_come_back_and_are_stored_with_the_next(manager, picture_file):
    data = manager.form(reverse(ADD)) | {"title_tr": "", "photos-files": [picture_file("red"), picture_file("blue")]}

    refused = manager.client.post(reverse(ADD), data)
    assert (refused.status_code, Gallery.objects.count(), Picture.objects.count()) == (200, 0, 2)
    numbers = [str(each.pk) for each in Picture.objects.order_by("pk")]
    fields = {f"photos-{place}-picture-library": number for place, number in enumerate(numbers)}
    assert all(f'value="{number}"' in refused.text for number in numbers)
    accepted = manager.client.post(reverse(ADD), {**data, "title_tr": "Şenlik", "photos-TOTAL_FORMS": "2", **fields})

    assert accepted.status_code == 302
    assert Gallery.objects.get().photos.count() == 2
    assert Picture.objects.count() == 2


def test_a_number_of_parts_that_no_form_holds_is_no_fault_of_the_server(manager, picture_file):
    data = manager.form(reverse(ADD)) | {"title_tr": "Şenlik", "photos-files": [picture_file("red")]}

    answer = manager.client.post(reverse(ADD), {**data, "photos-TOTAL_FORMS": "9" * 5000})

    assert answer.status_code in {200, 302}
