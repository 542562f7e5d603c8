"""The cells of a workbook as one would type them."""

from datetime import datetime

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from members.exchange.tables import DateText, FractionText, NumberSince1904
from members.exchange.workbooks import moment_text, number_text
from tests.tables import table

WINDOWS, MAC = CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904


@table(
    ("written", "number_format", "epoch", "text", "kind"),
    [
        ("12345", "General", WINDOWS, "12345", str),
        ("12345.0", "#,##0", WINDOWS, "12345", str),
        ("1.2345E4", "General", WINDOWS, "12345", str),
        ("12.345", "General", WINDOWS, "12,345", FractionText),
        ("5", "00", WINDOWS, "05", str),
        ("0.12", "0%", WINDOWS, "12%", str),
        ("45323", "dd.mm.yyyy", WINDOWS, "2024-02-01", DateText),
        ("45323", "dd.mm.yyyy", MAC, "2028-02-02", DateText),
        ("45323", "[$-41F]mmmm yyyy;@", WINDOWS, "2024-02", DateText),
        ("45323.5", "dd.mm.yyyy hh:mm", WINDOWS, "2024-02-01 12:00", DateText),
        ("0.5", "hh:mm", WINDOWS, "12:00", str),
        ("45323", "General", WINDOWS, "45323", str),
        ("45323", "General", MAC, "45323", NumberSince1904),
        ("7", '0" günü"', WINDOWS, "7", str),
    ],
)
def test_a_number_is_read_as_it_is_shown(written, number_format, epoch, text, kind):
    read = number_text(written, number_format, epoch)

    assert (read, type(read)) == (text, kind)


def test_a_day_that_is_not_shown_stays_where_it_is_not_the_first():
    assert moment_text(datetime(2024, 2, 17), "mmm yy") == "2024-02-17"
    assert moment_text(datetime(2024, 1, 1), "yyyy") == "2024"
