"""The old standard text on gaps and reports leaves the accessibility page, where the generated statement says it.

Only what stands there word for word as it was delivered goes. A page whose staff changed these parts keeps all of
them, and its note for staff says what they might take out.
"""

import re

from django.db import migrations
from django.db.models import F

LINK = r'<a href="[^"]*">'
OLD = {
    "tr": [
        (
            r"<h2>Bilinen eksikler</h2>\s*"
            r"<p>Otomatik denetim her engeli bulamaz\. Sisteme yüklenen PDF belgelerin erişilebilirliği, belgenin nasıl "
            r"hazırlandığına bağlıdır\. Site, Erişilebilirlik Logosu taşımamaktadır\.</p>\s*"
            r"<p>2025/10 sayılı Genelge['’]ye göre kurulacak inceleme komisyonunun son test tarihi ve raporu henüz "
            r"yayımlanmadı\.</p>",
            "<p>Sisteme yüklenen PDF belgelerin erişilebilirliği, belgenin nasıl hazırlandığına bağlıdır. Son test, "
            "bilinen engeller ve bildirim yolu aşağıdadır.</p>",
        ),
        (
            rf"<h2>Bir engelle karşılaşırsanız</h2>\s*<p>{LINK}Birliğe bildirin</a>: hangi sayfada, ne yapmak "
            r"istediğinizi yazmanız yeterlidir\. Engel giderilmezse Türkiye İnsan Hakları ve Eşitlik Kurumuna "
            r"\(TİHEK\) başvurabilirsiniz\.</p>",
            "",
        ),
    ],
    "en": [
        (
            r"<h2>Known gaps</h2>\s*"
            r"<p>An automatic check does not find every obstacle\. How accessible a PDF document is depends on how it "
            r"was made\. The site does not carry the Accessibility Logo\.</p>\s*"
            r"<p>The date of the last test by the review commission that Circular 2025/10 provides for, and its report, "
            r"have not been published yet\.</p>",
            "<p>How accessible a PDF document is depends on how it was made. The last test, the known barriers and how "
            "to report one stand below.</p>",
        ),
        (
            rf"<h2>If something stands in your way</h2>\s*<p>{LINK}Tell the union</a>: it is enough to say on which "
            r"page, and what you wanted to do\. If nothing is done, you can apply to the Human Rights and Equality "
            r"Institution of Türkiye \(TİHEK\)\.</p>",
            "",
        ),
    ],
}
HEADINGS = {
    "tr": ["<h2>Bilinen eksikler</h2>", "<h2>Bir engelle karşılaşırsanız</h2>"],
    "en": ["<h2>Known gaps</h2>", "<h2>If something stands in your way</h2>"],
}
NOTE = (
    "Bilinen engeller, son test ve bildirim yolu artık kayıtlardan üretilip bu metnin altında gösteriliyor. Metinde aynı "
    "konudaki bölümler değiştirilmiş olduğu için olduğu gibi bırakıldı; gereksizse kaldırabilirsiniz."
)


def shortened(text, language):
    """The text without the parts that are word for word the delivered ones."""
    for pattern, replacement in OLD[language]:
        text = re.sub(pattern, lambda _match, new=replacement: new, text)
    return text.strip() + "\n" if text.strip() else text


def let_the_statement_speak(apps, schema_editor):
    Page = apps.get_model("pages", "Page")
    Generation = apps.get_model("unions", "Generation")
    for page in Page.objects.filter(source_key="site:accessibility"):
        values = {}
        kept_headings = False
        for language in OLD:
            text = getattr(page, f"body_{language}") or ""
            new = shortened(text, language)
            if any(re.search(pattern, text) for pattern, _new in OLD[language]):
                values[f"body_{language}"] = new
            kept_headings = kept_headings or any(heading in new for heading in HEADINGS[language])
        if "body_tr" in values:
            # The column without a language holds the Turkish text.
            values["body"] = values["body_tr"]
        if kept_headings and NOTE not in (page.staff_note or ""):
            values["staff_note"] = f"{page.staff_note}\n\n{NOTE}".strip()
        if values:
            Page.objects.filter(pk=page.pk).update(**values, version=F("version") + 1)
            Generation.objects.filter(union_id=page.union_id).update(number=F("number") + 1)


class Migration(migrations.Migration):
    dependencies = [("pages", "0020_accessibility_contact")]

    operations = [migrations.RunPython(let_the_statement_speak, migrations.RunPython.noop)]
