"""Work that a browser keeps while it is being typed."""

import json

from pages.models import Post

UNSAVED = "/yonetim/yarim/"


def keep(client, form, *, model=Post, row=None, sequence=1, **options):
    """What the script of a form sends."""
    fields = [[name, value or ""] for name, value in form.items() if not name.startswith(("_", "csrf"))]
    data = {
        "do": "keep",
        "model": model._meta.label_lower,
        "object": str(row.pk) if row else "",
        "token": form["_work"],
        "sequence": str(sequence),
        "fields": json.dumps(fields),
    }
    return client.post(UNSAVED, {**data, **options})


def take_up(client, path, form):
    return client.form(path, _work=form["_work"])
