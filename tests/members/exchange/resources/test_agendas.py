from members.exchange.resources.agendas import agenda_lines


def test_lines_of_an_agenda():
    assert agenda_lines("1. Açılış\n 2) Bütçe\nMadde 3: Kapanış") == [(1, "Açılış"), (2, "Bütçe"), (3, "Kapanış")]
    assert agenda_lines("- Açılış\n• 2024 yılı bütçesi") == [(None, "Açılış"), (None, "2024 yılı bütçesi")]
    assert agenda_lines("2024 yılı bütçesi\n5355 sayılı Kanun") == [
        (None, "2024 yılı bütçesi"),
        (None, "5355 sayılı Kanun"),
    ]
