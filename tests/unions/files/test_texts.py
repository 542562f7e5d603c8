"""Texts of documents, read in the child process from whatever people upload."""

from django.core.files.base import ContentFile

from tests.tables import table
from tests.unions.files.sample_texts import OPEN, W, X, archive, paragraph, pdf, word
from unions.files import decoder
from unions.files.texts import MOST_SIGNS, mended

LAUGHS = '<!DOCTYPE x [<!ENTITY a "' + "a" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]>'


def documents() -> list[tuple[str, str, bytes, str, str]]:
    """What it is, its ending, its content; the state and the text that are read."""
    deleted = "<w:p><w:del><w:r><w:delText>silinen</w:delText></w:r></w:del><w:r><w:t>kalan</w:t></w:r></w:p>"
    shared = f"<sst {X}><si><t>Gelir</t></si><si><r><t>Katılım </t></r><r><t>payı</t></r><rPh><t>x</t></rPh></si></sst>"
    sheet = f'<worksheet {X}><c t="inlineStr"><is><t>Doğrudan</t></is></c><c t="s"><v>0</v></c></worksheet>'
    tracked = "<text:tracked-changes><text:p>silinen</text:p></text:tracked-changes>"
    remark = "<office:annotation><text:p>not</text:p></office:annotation>"
    opened = f"<office:x {OPEN}>{tracked}<text:h>Başlık</text:h><text:p>Su{remark}<text:s/>işi</text:p></office:x>"
    return [
        ("PDF", "pdf", pdf(["Meclis toplandi ve karar verdi", "ikinci sayfa bunu anlatir"]), "read", "ikinci sayfa"),
        ("PDF of one scan", "pdf", pdf(["", ""]), "scanned", ""),
        ("PDF of scans with a stamp", "pdf", pdf(["3", "4", "5"]), "scanned", "3"),
        ("PDF with a password", "pdf", pdf(["gizli metin burada"], password="sifre"), "encrypted", ""),
        ("PDF that anybody may open", "pdf", pdf(["herkese acik bir metin"], owner="sahip"), "read", "herkese acik"),
        ("half a PDF", "pdf", pdf(["bir sayfa metin var"])[:300], "broken", ""),
        ("PDF of noise", "pdf", b"%PDF-1.7\n" + bytes(range(256)) * 400 + b"%%EOF", "broken", ""),
        ("nothing", "pdf", b"", "broken", ""),
        ("Word", "docx", word(paragraph("Birliğin tüzüğü") + deleted), "read", "Birliğin tüzüğü\nkalan"),
        ("Excel", "xlsx", archive(xl__sharedStrings_xml=shared, xl__worksheets__s_xml=sheet), "read", "Katılım payı"),
        ("OpenDocument text", "odt", archive(content_xml=opened), "read", "Başlık\nSu işi"),
        ("OpenDocument table", "ods", archive(content_xml=opened), "read", "Başlık\nSu işi"),
        ("Word with a password", "docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted", ""),
        ("Word without its text", "docx", archive(word__styles_xml="<x/>"), "broken", ""),
        ("Word that is cut", "docx", word(paragraph("yarım"))[:80], "broken", ""),
        ("XML that is cut", "docx", archive(word__document_xml=f"<w:document {W}><w:p>"), "broken", ""),
        ("entities that unpack to more and more", "docx", word(paragraph("&b;"), LAUGHS), "broken", ""),
        ("bomb", "docx", archive(word__document_xml="<x>" + " " * 210_000_000), "too_long", ""),
        ("a million words", "docx", word(paragraph("uzun metin ") * 100_000), "too_long", "uzun metin"),
    ]  # fmt: skip


@table("name, kind, content, state, text", documents, ids=lambda value: value if isinstance(value, str) else "")
def test_a_document_is_read_or_it_is_said_why_not(name, kind, content, state, text):
    found = decoder.text_of(ContentFile(content), kind)

    assert found.state == state, (name, found.state)
    assert text in found.text
    assert len(found.text) <= MOST_SIGNS
    assert not {"silinen", "not"} & set(found.text.split())


@table(
    "written, meant",
    [
        ("Birliğ in kuruluşu", "Birliğin kuruluşu"),
        ("bele diye meclisi ve belediye", "belediye meclisi ve belediye"),
        ("bu ğday üretimi", "buğday üretimi"),
        ("B İ R L İ K adı", "BİRLİK adı"),
        ("Birliği 'nin adı", "Birliği'nin adı"),
        ("Müdür-\nlüğü", "Müdürlüğü"),
        ("BaĢkan, ġirket ve Ġlçe Müdürlüðü", "Başkan, Şirket ve İlçe Müdürlüğü"),
        # What may be two words stays two.
        ("dağ evi ve sağ el", "dağ evi ve sağ el"),
        ("ile bağlı, ilebağ", "ile bağlı, ilebağ"),
        ("kadın hanı", "kadın hanı"),
        ("a b c", "a b c"),
        ("2025-\n2027 yılları", "2025-\n2027 yılları"),
    ],
)
def test_words_that_came_apart_are_put_together_where_it_is_certain(written, meant):
    assert mended(written) == meant
