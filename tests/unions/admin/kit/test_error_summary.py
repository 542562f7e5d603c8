"""An error is never hidden: it stands at the top with a link to its field, and its section is open."""

import pytest

from tests import factories as make
from tests.staff_client import address

pytestmark = pytest.mark.django_db


def sections(response):
    return {str(fieldset.name): fieldset.is_collapsible for fieldset in response.context["adminform"]}


def test_a_folded_section_with_an_error_is_open_and_the_top_leads_to_the_field(union, manager):
    post = make.make_post(union=union)
    assert True in sections(manager.get(address("change", post))).values()

    page = manager.save(address("change", post), slug_tr="bozuk adres!", title_tr="", publish_at_0="yarın")

    html = page.content.decode()
    anchors = [mistake.anchor for mistake in page.context["mistakes"]]
    assert anchors == ["id_title_tr", "id_publish_at_0", "id_slug_tr"]
    for anchor in anchors:
        assert f'href="#{anchor}"' in html
        assert f'id="{anchor}"' in html
    assert not next(is_folded for name, is_folded in sections(page).items() if name == "Adres")


def test_errors_of_parts_name_the_part(union, manager):
    gallery = make.make_gallery(union=union, photos=2)

    page = manager.save(address("change", gallery), **{"photos-1-caption_tr": "a" * 300})

    [mistake] = page.context["mistakes"]
    assert mistake.anchor == "id_photos-1-caption_tr"
    assert mistake.label.startswith("fotoğraf 2 · ")
