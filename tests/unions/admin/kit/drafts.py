"""Entries that readers see, and the buttons of their forms."""

from tests import factories as make
from tests.staff_client import address


def public_post(union, **values):
    return make.make_post(union=union, **{"title_tr": "Yayımda", "title_en": "Public", **values})


def press(client, row, button, /, form=None, **changes):
    """Open the form of a row, or take the one given, change fields and press a button."""
    path = address("change", row)
    return client.post(path, {**(form or client.form(path)), button: "1", **changes})


def stored(row):
    return type(row).all_unions.get(pk=row.pk)
