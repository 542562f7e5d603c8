"""The same content for every side: a list of forty members with eight fields each, and a menu of thirty entries."""

import json
from pathlib import Path

LETTERS = ["Ada", "Bor", "Çam", "Dut", "Efe", "Fen", "Gür", "Has", "İnce", "Kar"]
LETTERS += ["Lale", "Mert", "Nar", "Öz", "Pınar", "Rüya", "Sarı", "Şen", "Taş", "Uzun"]
KINDS = ["köy", "ova"]

MEMBERS = [
    {
        "name": f"{first}{kind}",
        "slug": f"uye-{number}",
        "province": ["Edirne", "Kırklareli", "Tekirdağ"][number % 3],
        "kind": "ilçe belediyesi",
        "mayor": f"Ayşe Örnek {number}",
        "phone": f"+90 282 000 00 {number:02}",
        "email": f"bilgi@uye-{number}.example",
        "website": f"https://uye-{number}.example/",
        "address": f"Cumhuriyet Mahallesi, Belediye Caddesi No. {number}",
        "population": 10_000 + 137 * number,
    }
    for number, (first, kind) in enumerate(((first, kind) for first in LETTERS for kind in KINDS), start=1)
]
MENU = [{"title": f"Bölüm {number}", "slug": f"bolum-{number}"} for number in range(1, 31)]


def write(path: Path) -> None:
    """For the sides that run in environments of their own."""
    path.write_text(json.dumps({"members": MEMBERS, "menu": MENU}), encoding="utf-8")
