from tests.factories import make_gallery, make_photo
from tests.pages.addresses import address


def test_gallery_is_listed_with_its_first_photograph_and_their_number(client, union):
    gallery = make_gallery(photos=3)

    listed = client.get(address("gallery_list")).context["page"].object_list[0]

    assert listed.covers == [gallery.photos.first()]
    assert listed.photo_count == 3


def test_photographs_without_words_are_still_links_with_a_name(client, union):
    gallery = make_gallery()
    make_photo(gallery=gallery, caption_tr="", picture_alt_tr="")

    text = client.get(gallery.address("en")).text

    assert "Photograph 1 at full size" in text
