"""What two languages tell."""

from tests.tables import table
from unions.text.told_numbers import as_said, contradictions


@table(
    "turkish, english, only",
    [
        ("294.020 kişi", "294,020 people", ([], [])),
        ("294.020 kişi", "294.020 people", (["294020"], ["294.02"])),
        ("3,5 km", "3.5 km", ([], [])),
        ("1.234,50 TL", "TRY 1,234.50", ([], [])),
        ("WCAG 2.2 düzeyi", "WCAG 2.2 level", ([], [])),
        ("1.2.3 sürümü", "version 1.2.3", ([], [])),
        ("%25 arttı", "rose by 25%", ([], [])),
        ("12 Mayıs 2026'da", "on 12 May 2026", ([], [])),
        ("12 Mayıs 2026'da", "on May 12, 2026", ([], [])),
        ("12.05.2026", "12 May 2026", ([], [])),
        ("12.05.2026", "2026-05-12", ([], [])),
        ("12 Mayıs 2026", "12 June 2026", (["month 5"], ["month 6"])),
        ("12 Mayıs 2026", "13 May 2026", (["12"], ["13"])),
        ("2 Eylül 2026", "2 Sept. 2026", ([], [])),
        ("2 Eylül 2026", "2 Sep 2026", ([], [])),
        ("12–14 Mayıs 2026", "May 12–14, 2026", ([], [])),
        ("saat 14.30'da", "at 14:30", ([], [])),
        ("saat 14.30'da", "at 2.30 p.m.", ([], [])),
        ("saat 14.00'te", "at 2 pm", ([], [])),
        ("saat 14'te", "at 2 p.m.", ([], [])),
        ("saat 10.00", "at 11:00", (["10"], ["11"])),
        ("3. toplantı", "the third meeting", ([], [])),
        ("üç üye", "3 members", ([], [])),
        ("3 üye", "four members", (["3"], [])),
        ("5355 sayılı Kanun", "Law no. 5355", ([], [])),
        ("19. yüzyılda", "in the 20th century", (["19"], ["20"])),
        ("0282 123 45 67", "+90 282 123 45 67", ([], [])),
        ("0282 123 45 67", "+90 282 123 45 68", (["2821234567"], ["2821234568"])),
        ("https://a.bel.tr/1 ve x1@a.tr", "a@b.tr", ([], [])),
        ("You may 2", "", ([], [])),
        ("2026 yılı bütçesi", "The budget", (["2026"], [])),
        ("bütçe", "budget", ([], [])),
    ],
)
def test_numbers_and_dates_say_the_same_in_both_languages(turkish, english, only):
    assert contradictions(turkish, english) == only


def test_months_are_said_by_their_names_in_the_language_of_who_reads():
    assert as_said(["12", "month 12", "month 13", "2026"], "tr") == "12, Aralık, 13, 2026"
    assert as_said(["month 5"], "en") == "May"
    assert as_said([], "tr") == ""
