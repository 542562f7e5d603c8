"""The contact for accessibility, and the old standard text that makes room for the generated statement."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from pages.models import AccessibilityContact, Page
from tests import factories as make
from tests.pages.requests.filling import BARRIER, browser, send
from unions.institution.founding import equip
from unions.models import OutgoingMail

MIGRATION = import_module("pages.migrations.0021_old_accessibility_text")
OLD_TR = """<p>Kendi girişimiz.</p>
<h2>Bilinen eksikler</h2>
<p>Otomatik denetim her engeli bulamaz. Sisteme yüklenen PDF belgelerin erişilebilirliği, belgenin nasıl hazırlandığına bağlıdır. Site, Erişilebilirlik Logosu taşımamaktadır.</p>
<p>2025/10 sayılı Genelge'ye göre kurulacak inceleme komisyonunun son test tarihi ve raporu henüz yayımlanmadı.</p>
<h2>Bir engelle karşılaşırsanız</h2>
<p><a href="/b/birlik">Birliğe bildirin</a>: hangi sayfada, ne yapmak istediğinizi yazmanız yeterlidir. Engel giderilmezse Türkiye İnsan Hakları ve Eşitlik Kurumuna (TİHEK) başvurabilirsiniz.</p>
<p>Ayrıca 0282 000 00 00.</p>
"""  # noqa: E501  # as it was delivered
OLD_EN = """<h2>Known gaps</h2>
<p>An automatic check does not find every obstacle. How accessible a PDF document is depends on how it was made. The site does not carry the Accessibility Logo.</p>
<p>The date of the last test by the review commission that Circular 2025/10 provides for, and its report, have not been published yet.</p>
"""  # noqa: E501


def test_the_contact_stands_in_the_statement_and_at_the_form_and_gets_the_reports(union, reader):
    equip(union)
    page = Page.objects.get(source_key="site:accessibility")
    make.make_accessibility_review(contact=make.make_unit(name_tr="Bilgi İşlem", email="bt@birlik.example"))
    assert "bt@birlik.example" in reader.get(page.address("tr")).text
    make.make_accessibility_contact(name_tr="Erişim sorumlusu", name_en="Access officer", phone="+90 282 111 11 11")

    statement, english = (reader.get(page.address(language)).text for language in ["tr", "en"])
    assert "Erişim sorumlusu" in statement
    assert "engel@birlik.example" in statement
    assert "bt@birlik.example" not in statement
    assert "Access officer" in english
    client = browser(union)
    assert "engel@birlik.example" in client.get(BARRIER).content.decode()
    assert "Alındı" in send(client, BARRIER).content.decode()
    assert OutgoingMail.objects.get().to == "engel@birlik.example"

    for wrong in [{"email": "", "phone": ""}, {"email": "engel@"}, {"phone": "12"}]:
        with pytest.raises(ValidationError):
            AccessibilityContact(union=make.make_union(), name_tr="Sorumlu", **wrong).full_clean()


def test_the_old_text_goes_only_where_it_stands_word_for_word(union):
    equip(union)
    page = Page.objects.get(source_key="site:accessibility")

    def after(turkish: str, english: str = "") -> Page:
        Page.objects.filter(pk=page.pk).update(body_tr=turkish, body=turkish, body_en=english, staff_note="Eski not.")
        MIGRATION.let_the_statement_speak(apps, None)
        page.refresh_from_db()
        return page

    delivered = after(OLD_TR, OLD_EN)
    assert "Bilinen eksikler" not in delivered.body_tr
    assert "Birliğe bildirin" not in delivered.body_tr
    assert "<p>Kendi girişimiz.</p>" in delivered.body_tr
    assert "<p>Ayrıca 0282 000 00 00.</p>" in delivered.body_tr
    assert "bildirim yolu aşağıdadır" in delivered.body_tr
    assert "stand below" in delivered.body_en
    assert delivered.staff_note == "Eski not."

    changed = OLD_TR.replace("yayımlanmadı", "2027'de yayımlanacak").replace("yazmanız yeterlidir", "yazın")
    kept = after(changed)
    assert kept.body_tr.strip() == changed.strip()
    assert "olduğu gibi bırakıldı" in kept.staff_note
    assert kept.staff_note.startswith("Eski not.")
    version = kept.version
    MIGRATION.let_the_statement_speak(apps, None)
    page.refresh_from_db()
    assert page.version == version
    own = after("<p>Bambaşka.</p>")
    assert (own.body_tr, own.staff_note) == ("<p>Bambaşka.</p>", "Eski not.")
