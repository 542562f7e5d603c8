"""What is wrong does not go out unasked, and what is out is listed with what is to be mended."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfWriter

from pages.editing.gate import before_publishing, own_findings
from pages.models import Page, Picture, Post
from tests import factories as make
from tests.staff_client import address, staff_client
from tests.tables import table
from unions.models import FileText
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


CLEAN = {"title_tr": "Başlık", "title_en": "Title", "body_tr": "<p>a</p>", "body_en": "<p>a</p>"}


SKIPPED = "<h3>Ara</h3>"


@pytest.fixture
def bound(union):
    with scope.of(union):
        yield union


def codes(row) -> set[str]:
    return {finding.code for finding in own_findings(row)}


@table(
    "fields, found",
    [
        ({}, set()),
        ({"body_tr": SKIPPED}, {"headings"}),
        ({"body_en": "<h2></h2>"}, {"empty_heading"}),
        ({"body_tr": '<p><a href="/tr/">buraya tıklayınız</a></p>'}, {"link_words"}),
        ({"body_tr": "<table><tr><td>a</td></tr></table>"}, {"table"}),
        ({"title_tr": "a" * 61}, {"long_title"}),
        ({"title_en": ""}, {"english"}),
        ({"summary_tr": "3 gün", "summary_en": "four days"}, {"numbers"}),
        ({"body_tr": "<p>12 Mayıs 2026</p>", "body_en": "<p>12 May 2026</p>"}, set()),
        ({"picture": "x.jpg", "picture_alt_tr": ""}, {"alt"}),
    ],
)
def test_a_row_is_asked_all_that_its_texts_can_say_wrong(bound, fields, found):
    assert codes(Post(union=bound, **{**CLEAN, **fields})) == found


def test_an_event_that_is_over_is_asked_about(bound):
    event = make.make_event(starts_at=timezone.now() - timedelta(days=365), title_en="x")

    assert {finding.code for finding in before_publishing(event, None)} == {"past"}
    assert codes(event) == set()


def published(client, post, **texts):
    """What comes back when a post is published with these texts."""
    return client.save(address("change", post), status="published", **texts)


def test_a_link_that_leads_nowhere_does_not_go_out_whatever_the_reason(bound):
    post = make.make_post(status="draft", **CLEAN)
    client = staff_client(bound)
    texts = {"body_tr": '<p><a href="/tr/boyle-bir-sayfa-yok/">x</a></p>'}

    answers = [published(client, post, **texts, gate_reason=reason) for reason in ["", "olsun"]]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("body_tr" in answer.context["adminform"].form.errors for answer in answers)
    # A draft may be as unfinished as it likes.
    assert client.save(address("change", post), **texts).status_code == 302


def test_a_withdrawal_says_what_links_there_and_asks(bound):
    page = make.make_page(title_tr="Tarihçe", title_en="History")
    make.make_post(**{**CLEAN, "body_tr": '<p><a href="/tr/tarihce/">x</a></p>'})
    client = staff_client(bound)
    change = {"status": "withdrawn", "withdrawal_reason_tr": "Eskidi"}

    refused = client.save(address("change", page), **change)
    assert (refused.status_code, Page.objects.get().status) == (200, "published")
    assert "status" in refused.context["adminform"].form.errors

    assert client.save(address("change", page), **change, gate_reason="Biliyorum").status_code == 302
    assert Page.objects.get().status == "withdrawn"


def published_gallery(client, gallery, **fields):
    """What comes back when a gallery is published with these fields of its first photograph."""
    photo = {f"photos-0-{name}": value for name, value in fields.items() if name != "gate_reason"}
    others = {name: value for name, value in fields.items() if name == "gate_reason"}
    return client.save(address("change", gallery), status="published", **photo, **others)


def test_photographs_go_out_with_words_in_each_language_or_as_decoration_or_with_a_reason(bound):
    client = staff_client(bound)
    gallery = make.make_gallery(status="draft", title_tr="Şenlik", title_en="Festival", photos=1)

    refused = published_gallery(client, gallery)
    half = published_gallery(client, gallery, picture_alt_tr="Sahil")
    errors = [answer.context["inline_admin_formsets"][0].formset.forms[0].errors for answer in [refused, half]]
    assert [sorted(each) for each in errors] == [["picture_alt_en", "picture_alt_tr"], ["picture_alt_en"]]
    assert 'name="gate_reason"' in refused.text
    assert published_gallery(client, gallery, gate_reason="Acele").status_code == 302
    assert gallery.photos.get().history.first().history_change_reason in {"Acele", None}
    gallery.refresh_from_db()
    assert gallery.status == "published"
    # Whoever mends a title later is not asked again.
    assert client.save(address("change", gallery), title_tr="Yaz şenliği").status_code == 302

    plain = make.make_gallery(status="draft", title_tr="Süs", title_en="", photos=1)
    Picture.objects.filter(picture=plain.photos.get().picture.name).update(is_decorative=True)
    assert published_gallery(client, plain).status_code == 302


def test_a_document_without_words_is_told_at_its_field_when_it_goes_out(bound):
    client = staff_client(bound)
    document = make.make_document(status="draft", title_tr="Karar", title_en="Decision")
    FileText.objects.filter(name=document.file.name).update(state="scanned")

    refused = client.save(address("change", document), status="published")
    assert "taran" in str(refused.context["adminform"].form.errors["file"])
    assert client.save(address("change", document), status="published", gate_reason="Aslı böyle").status_code == 302
    assert "taran" in client.get(reverse("admin:pages_audit")).text

    # A file that is only now sent is read before it goes out.
    sent = {"title_tr": "Yeni", "title_en": "New", "status": "published"}
    pages = PdfWriter()
    pages.add_blank_page(100, 100)
    pages.write(scan := io.BytesIO())
    scan = ContentFile(scan.getvalue(), name="tarama.pdf")
    answer = client.save(reverse("admin:pages_document_add"), **sent, file=scan)
    assert "tarama.pdf" in str(answer.context["adminform"].form.errors["file"])
