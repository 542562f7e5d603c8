"""E-mail addresses as people type them: what becomes of each."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from unions.values import emails

UNDERSTOOD = [
    ("info@enez.bel.tr", "info@enez.bel.tr"),
    ("bilgi@sisli。bel。tr", "bilgi@sisli.bel.tr"),
    ("Info@ENEZ.bel.tr", "Info@enez.bel.tr"),
    ("INFO@ENEZ.BEL.TR", "INFO@enez.bel.tr"),
    ("ｉｎｆｏ＠ｅｎｅｚ．ｂｅｌ．ｔｒ", "info@enez.bel.tr"),
    ("in\u200bfo@enez.bel.tr", "info@enez.bel.tr"),
    ("mailto:info@enez.bel.tr", "info@enez.bel.tr"),
    ("MAILTO: info@enez.bel.tr", "info@enez.bel.tr"),
    ("info@enez.bel.tr.", "info@enez.bel.tr"),
    ("info@enez.bel.tr,", "info@enez.bel.tr"),
    (" info@enez.bel.tr ", "info@enez.bel.tr"),
    ("info@xn--orlu-zoa.bel.tr", "info@xn--orlu-zoa.bel.tr"),
    ("<info@enez.bel.tr>", "info@enez.bel.tr"),
    ('"info@enez.bel.tr"', "info@enez.bel.tr"),
    ("info@enez.ornek.test", "info@enez.ornek.test"),
    ("e-posta: info@enez.bel.tr", "info@enez.bel.tr"),
    ("o'brien@enez.bel.tr", "o'brien@enez.bel.tr"),
    ("info+basin@enez.bel.tr", "info+basin@enez.bel.tr"),
    ("info_basin@enez.bel.tr", "info_basin@enez.bel.tr"),
    ("info@hs01.kep.tr", "info@hs01.kep.tr"),
    ("Kelvin@enez.bel.tr", "Kelvin@enez.bel.tr"),
]

REFUSED = [
    ("ınfo@enez.bel.tr", "email_letters", "info@enez.bel.tr"),
    ("İnfo@enez.bel.tr", "email_letters", "info@enez.bel.tr"),
    ("İNFO@ENEZ.BEL.TR", "email_letters", "info@enez.bel.tr"),
    ("info @enez.bel.tr", "email_spaces", "info@enez.bel.tr"),
    ("info@ enez.bel.tr", "email_spaces", "info@enez.bel.tr"),
    ("info@enez.bel.tr; basin@enez.bel.tr", "several", ""),
    ("info@enez.bel.tr basin@enez.bel.tr", "several", ""),
    ("info@enez.bel.tr/basin@enez.bel.tr", "several", ""),
    ("info(at)enez.bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("info [at] enez.bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("info at enez.bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("info(at)enez(dot)bel(dot)tr", "email_mistyped", "info@enez.bel.tr"),
    ("info@enez", "email", ""),
    ("info@enez.con", "email_mistyped", "info@enez.com"),
    ("info@enez.bel.t", "email_mistyped", "info@enez.bel.tr"),
    ("info@enez.beltr", "email_mistyped", "info@enez.bel.tr"),
    ("info@gmial.com", "email_mistyped", "info@gmail.com"),
    ("info@gmail.con", "email_mistyped", "info@gmail.com"),
    ("info@enez.bel", "email_mistyped", "info@enez.bel.tr"),
    ("info@enez.bel.tr.tr", "email_mistyped", "info@enez.bel.tr"),
    ("info@enez.local", "email", ""),
    ("info@enez.intranet", "email", ""),
    ("*info@enez.bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("# info@enez.bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("info@enez.bel.tr (Başkan)", "email_mistyped", "info@enez.bel.tr"),
    ("E-posta adresi: info@enez.bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("mailto:info@enez.bel.tr?subject=Soru", "email_mistyped", "info@enez.bel.tr"),
    ("info@enez bel.tr", "email_spaces", "info@enez.bel.tr"),
    ("info@gmail.com.tr", "email_mistyped", "info@gmail.com"),
    ("info@çorlu.bel.tr", "email_letters", "info@corlu.bel.tr"),
    ("bilgi@belediye-şişli.bel.tr", "email_letters", "bilgi@belediye-sisli.bel.tr"),
    ("BİLGİ@ŞİŞLİ.BEL.TR", "email_letters", "bilgi@sisli.bel.tr"),
    ("bilgi@IĞDIR.BEL.TR", "email_letters", "bilgi@igdir.bel.tr"),
    ("bilgi@belediye-s\u0327is\u0327li.bel.tr", "email_letters", "bilgi@belediye-sisli.bel.tr"),
    ("bilgi@xn--zz--99.bel.tr", "email", ""),
    ("şükrü@çorlu.bel.tr", "email_letters", "sukru@corlu.bel.tr"),
    ("bılgı @çorlu.bel.tr", "email_spaces", "bilgi@corlu.bel.tr"),
    ("info@@enez.bel.tr", "email", ""),
    ("info..x@enez.bel.tr", "email_mistyped", "info.x@enez.bel.tr"),
    (".info@enez.bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("info.@enez.bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("info@.enez.bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("info@enez..bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("info@-enez.bel.tr", "email", ""),
    ("info@www.enez.bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("www.enez.bel.tr", "email", ""),
    ("enez.bel.tr", "email", ""),
    ("info@enez,bel.tr", "email_mistyped", "info@enez.bel.tr"),
    ("Enez Belediyesi <info@enez.bel.tr>", "email_mistyped", "info@enez.bel.tr"),
    ('"a b"@enez.bel.tr', "email", ""),
    ("info@[127.0.0.1]", "email", ""),
    ("info@127.0.0.1", "email", ""),
    ("info@localhost", "email", ""),
    ("info@enez_bel.tr", "email", ""),
    ("@enez.bel.tr", "email", ""),
    ("info@", "email", ""),
    ("yok", "email", ""),
    ("info@enez.bel.tr\nbasin@enez.bel.tr", "several", ""),
    ("ınfo@enez.con", "email_letters", "info@enez.com"),
    ("info@enez.bel.tr (basın)", "email_mistyped", "info@enez.bel.tr"),
    ("ſinfo@enez.bel.tr", "email_letters", "sinfo@enez.bel.tr"),
]


@table(("typed", "stored"), UNDERSTOOD)
def test_an_address_loses_only_what_surrounds_it(typed, stored):
    assert emails.clean(typed) == stored


@table(("typed", "code", "guess"), REFUSED)
def test_an_address_to_which_no_mail_can_go_is_refused_with_the_one_that_is_meant(typed, code, guess):
    with translation.override("tr"), pytest.raises(ValidationError) as refusal:
        emails.clean(typed)

    assert (refusal.value.code, refusal.value.params.get("guess", "")) == (code, guess)
    assert guess in refusal.value.messages[0]
    assert not guess or emails.is_right(guess)


def test_a_domain_with_turkish_letters_is_asked_about_kept_in_ascii_and_shown_with_its_letters():
    with pytest.raises(ValidationError) as refusal:
        emails.clean("bilgi@belediye-şişli.bel.tr")
    kept = "bilgi@xn--belediye-ili-dncb.bel.tr"
    assert kept in refusal.value.messages[0]

    assert emails.clean(kept) == kept
    assert emails.shown(kept) == "bilgi@belediye-şişli.bel.tr"
    assert emails.shown("bilgi@sisli.bel.tr") == "bilgi@sisli.bel.tr"
    assert emails.shown("bilgi@xn--zz--99.bel.tr") == "bilgi@xn--zz--99.bel.tr"
    with pytest.raises(ValidationError) as refusal:
        emails.clean("bilgi@IĞDIR.BEL.TR")
    assert "xn--" not in refusal.value.messages[0]


def test_the_table_is_long():
    assert len(UNDERSTOOD) + len(REFUSED) >= 60


@given(st.text())
def test_a_cleaned_address_is_clean_and_ascii(text):
    try:
        address = emails.clean(text)
    except ValidationError:
        return

    assert address.isascii()
    assert emails.clean(address) == address


@given(st.emails())
def test_an_address_is_refused_or_becomes_one_that_stays(address):
    try:
        cleaned = emails.clean(address)
    except ValidationError:
        return

    assert emails.clean(f"mailto:{cleaned}.") == cleaned
