"""The screens of an import, through a signed-in client."""

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.directory.models import Listing

UPLOAD = reverse("admin:members_importrun_add")
ROWS = [["Belediye", "İl", "Tel"], ["ÇORLU", "Tekirdağ", "0282 651 10 20"], ["Sarayy", "Tekirdağ", "0282 768 10 20"]]


def upload(client, content: bytes, kind: str = "listings", name: str = "uyeler.csv", **fields):
    return client.post(UPLOAD, {"kind": kind, "file": SimpleUploadedFile(name, content), **fields})


def uploaded(client, content: bytes, **options) -> str:
    answer = upload(client, content, **options)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def messages_of(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def listings(union) -> dict[str, str]:
    rows = Listing.all_unions.filter(union=union).select_related("municipality")
    return {row.municipality.name: row.phone for row in rows}
