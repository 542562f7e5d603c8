"""The editor has what was pasted cleaned by the server."""

import pytest

from tests.staff_client import staff_client
from unions.text.pasting import LONGEST_PASTE

pytestmark = pytest.mark.django_db

PASTE = "/yonetim/yapistir/"


def test_staff_get_their_paste_cleaned_and_what_is_longer_than_any_text_is_refused(union, client):
    editor = staff_client(union, "editor")

    assert editor.post(PASTE, {"html": '<h1 style="x">Başlık</h1>'}).json() == {"html": "<h2>Başlık</h2>"}
    assert editor.post(PASTE, {}).json() == {"html": ""}
    assert editor.post(PASTE, {"html": "a" * (LONGEST_PASTE + 1)}).status_code == 413
    assert editor.get(PASTE).status_code == 405
    assert client.post(PASTE, {"html": "a"}, headers={"host": editor.host}).status_code in {302, 403}
