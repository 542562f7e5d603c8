from django.urls import reverse

from tests.factories import make_gallery
from tests.staff_client import superuser_client


def test_form_of_a_gallery_shows_each_photograph(union):
    gallery = make_gallery(photos=2)

    text = superuser_client(union).get(reverse("admin:pages_gallery_change", args=[gallery.pk])).content.decode()

    # The row for a new photograph has none yet.
    assert text.count('class="preview"') == 2
    assert all(photo.picture.url.rsplit("/", 1)[0] in text for photo in gallery.photos.all())


def test_list_of_photographs_names_their_gallery(union):
    gallery = make_gallery(title_tr="Açılış", photos=1)

    text = superuser_client(union).get(reverse("admin:pages_photo_changelist")).content.decode()

    assert gallery.title_tr in text
