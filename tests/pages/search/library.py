"""A few entries of all kinds, and how they are asked for."""

from pages.search.querying import found
from pages.search.scope import Scope
from tests.pages.search.entries import UNION, entry, index_of


def level(_kind: str) -> float:
    return 0.0


def ask(index, text: str, *filters: str, language: str = "tr") -> list[str]:
    _question, hits, _facets = found(text, Scope(index.connection(), UNION, language), level, filters)
    return [hit.entry["key"] for hit in hits]


def library():
    return index_of(
        entry(
            "cycle", "Sınırsız Bisiklet Yolu projesi başladı", date="2026-05-01", year=2026, text="Kapıkule’den geçer."
        ),
        entry("chess", "Belediyeler arası satranç turnuvası", date="2025-06-05", year=2025),
        entry("corlu", "Çorlu Belediyesi", kind="member", headings="Telefon · Nüfus", summary="Nüfus: 294020"),
        entry("kadinhani", "Kadınhanı Belediyesi", kind="member"),
        entry(
            "d5", "Katılım paylarının ödeme takvimi", kind="decision", citation="2024_5", date="2024-05-03", year=2024
        ),
        entry(
            "d6", "Üniversitelerle protokol", kind="decision", citation="2024_6", date="2024-05-04", year=2024, organ=3
        ),
        entry("law", "Hukuki dayanak", kind="section", text="Karar 2024/5 ve 5355 sayılı Kanun uyarınca."),
        entry("faq", "Sorular", kind="page", headings="Bir belediye nasıl üye olur? · Eğitimler ücretli mi?"),
        entry("form", "Training application form", "en", kind="document"),
    )
