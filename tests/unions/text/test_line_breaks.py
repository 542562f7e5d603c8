"""Where no line ends. A “_” stands for a space at which none does."""

from unions.text.line_breaks import NO_BREAK_SPACE, with_unbroken_references

WRITTEN = [
    "5355_sayılı Kanun, madde_9, Madde_9, md._9 ve m._10, geçici madde_1, 12._maddesi",
    "Law_5355, art._7; Articles_9_and_10, para._2; md._4_ve_8",
    "sayı:_24244, Sayı:_24244, no._17, No:_5, Karar_2026/12, Decision_2026/12",
    "12_Mayıs_1978 tarihli, 3_Kasım günü, Mayıs_1978",
    "13_May_2026, 14:00; May_2026; it may be 2026; 9_December",
    "0284_811_01_01, (0284)_811_01_01, +90_288_000_00_16, 444_1_444",
    "1.234_km², 5_MB, 12_üye, 1.500.000_TL, 3,5_milyon, 30_gün, 15_days, 24_kişi; 24 kişilik",
    "47_kabul, 18_ret, 2_çekimser; 47_in favour, 18_against, 2_abstentions",
    "Bu yıl 12 karar alındı.",
    "a_· b_·",
    "<option>2024–2026</option><title>2024–2026</title> 2026-11-30-7-8, a-12-13, No:_4, 2._kat",
    # Where an element begins or ends in between.
    'Karar_<a href="/kararlar/2026/12/">2026/12</a>, <strong>5355</strong>_sayılı, yüz <b>5</b>',
    "<span>olağan</span>_· <span>yapıldı</span>",
    # What people type, copy, or do not see.
    '<input value="madde 9"><textarea>madde 9</textarea><code>madde 9</code><a title="md. 9">md._9</a>',
    "2024 ve 2026, 500 000 000",
]


def test_no_line_ends_within_a_date_a_telephone_number_a_number_with_its_unit_or_a_citation():
    wrong = []
    for line in WRITTEN:
        shown = with_unbroken_references(line.replace("_", " ")).replace(NO_BREAK_SPACE, "_")
        if shown != line:
            wrong.append((line, shown))

    assert wrong == []


def test_no_line_ends_behind_the_dash_between_two_numbers():
    shown = with_unbroken_references("<p>Hafta içi 13.30–17.30, 2024-2026; 00000-00000-00000</p>")

    assert shown == (
        '<p>Hafta içi <span class="number">13.30–17.30</span>, <span class="number">2024-2026</span>; '
        '<span class="number">00000-00000-00000</span></p>'
    )
