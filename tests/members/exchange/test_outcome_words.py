"""What became of a motion, in the words of decision books."""

import pytest
from django.core.exceptions import ValidationError

from members.exchange.outcome_words import outcome_words

READ = {
    "kabul": ("accepted", False), "KABUL EDİLDİ": ("accepted", False), "Oy birliği ile kabul": ("accepted", True),
    "oybirliğiyle kabulüne karar verildi": ("accepted", True), "Oy çokluğu ile kabul": ("accepted", False),
    "oybirliği": ("", True), "ret": ("rejected", False), "Red": ("rejected", False),
    "oy çokluğuyla reddine": ("rejected", False), "reddedildi": ("rejected", False),
    "Kabul edilmedi": ("rejected", False), "kabul edilmemiştir": ("rejected", False),
    "komisyona havale": ("referred", False), "Plan ve bütçe komisyonuna havale edildi": ("referred", False),
    "geri çekildi": ("withdrawn", False), "ertelendi": ("postponed", False), "ertelenmesine": ("postponed", False),
    "oy birliğiyle ret": ("rejected", True), "accepted": ("accepted", False), "unanimous": ("", True),
    "kabul edilmesine": ("accepted", False), "postponed": ("postponed", False), "kaydedilmedi": None,
    "onaylandı": ("accepted", False), "onaylanmadı": None, "ertelenmedi": None, "kabul/ret": None, "evet": None,
    "görüşüldü": None, "oy birliği ve oy çokluğu": None, "kabul edilip edilmeyeceği": None,
    "oy birliği ile 20 kabul 3 ret": None, "reddedilmedi": None, "12 kabul 18 ret": ("", False),
    "komisyona havale edilmedi": None, "uygun bulundu": ("accepted", False), "uygun bulunmamıştır": ("rejected", False),
    "2 çekimser, oybirliği ile kabul": ("accepted", True), "1 ret oy birliği": None,
    "gizli oyla kabul": ("accepted", False),
    "uygun değildir": None, "kısmen kabul": None, "iptal edildi": None, "yürütmesi durduruldu": None, "12-18": None,
    "on beş kabul üç ret": None, "kura ile kabul": None, "gündemden düşürüldü": None, "olumlu": None, "K": None,
    "ilk oylamada 12 kabul 12 ret, ikincisinde 15 kabul 9 ret": None, "ıttıfakla kabul": ("accepted", True),
    "12'ye karşı 18 oyla reddedildi": None, "kabul - komisyona havale": None,
}  # fmt: skip


def test_words_are_read_as_what_they_say_and_never_as_their_contrary():
    wrong = []
    for text, expected in READ.items():
        try:
            said = outcome_words(text)
            found = (said.outcome, said.is_unanimous)
        except ValidationError:
            found = None
        if found != expected:
            wrong.append((text, found, expected))

    assert wrong == []


def test_what_a_court_ruled_or_a_lot_decided_is_refused_with_where_it_belongs():
    codes = {
        "mahkemece iptal edildi": "court", "yürütmesi durduruldu": "court", "kabul (Mahkeme kısmen iptal)": "court",
        "Danıştay kararıyla iptal": "court", "annulled by the court": "court", "kabul, yürütmeyi durdurma kaldırıldı":
        "court", "kura ile kabul": "lot", "ad çekme ile ret": "lot", "ikinci oylamada kabul": "lot",
        "12-12 kur'a": "lot", "belli değil": "outcome",
    }  # fmt: skip
    for text, code in codes.items():
        with pytest.raises(ValidationError) as refused:
            outcome_words(text)
        assert refused.value.code == code, text


def test_a_ballot_that_was_secret_is_not_dropped():
    assert outcome_words("gizli oylama sonucu 15 kabul 10 ret").is_secret
    assert outcome_words("gizli oyla kabul edildi").is_secret
    assert not outcome_words("kabul").is_secret


def test_votes_in_words_are_read():
    wrong = []
    for text, votes in {
        "20 kabul, 5 ret, 1 çekimser": (20, 5, 1),
        "Oy çokluğu (20 kabul / 5 red)": (20, 5, None),
        "oy çokluğuyla kabul: 12 evet, 3 hayır oyu": (12, 3, None),
        "Kabul: 15, Ret: 3, Çekimser: 1": (15, 3, 1),
        "kabul oyu 15 ret oyu 3": (15, 3, None),
        "Gizli oylama sonucu 15 kabul 10 ret": (15, 10, None),
        "3 ret oyuna karşılık 20 kabul oyu ile kabul edildi": (20, 3, None),
    }.items():
        try:
            said = dict(outcome_words(text).votes)
            found = tuple(said.get(name) for name in ["votes_for", "votes_against", "votes_abstaining"])
        except ValidationError:
            found = None
        if found != votes:
            wrong.append((text, found, votes))

    assert wrong == []
