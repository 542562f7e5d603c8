from datetime import date
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.addresses import address
from tests.factories import make_budget_figures, make_decision, make_organ, make_paper, pdf_upload
from unions.papers.budget import Side, budget_today

THIS_YEAR = date.today().year


def make_year(year, *, kind="budget", figures=None, **fields):
    paper = make_paper(kind=kind, year=year, **fields)
    make_budget_figures(paper=paper, **{name: Decimal(value) for name, value in (figures or {}).items()})
    return paper


def plain(response):
    return response.text.replace("\u00a0", " ")


def test_page_shows_this_years_budget_with_sums_bars_and_decision(reader, union):
    organ = make_organ(kind="assembly", meeting_months="4,9")
    decision = make_decision(organ=organ, date=date(THIS_YEAR - 1, 9, 20), number=8)
    make_year(
        THIS_YEAR,
        decision=decision,
        file=pdf_upload(),
        figures={"expense_staff": 600_000, "expense_goods": 400_000.5, "income_other": 1_000_000.5},
    )

    turkish, english = plain(reader.get(address("budget", "tr"))), plain(reader.get(address("budget", "en")))

    for words in [f"{THIS_YEAR} yılı bütçesi", "1.000.000,50 TL", "Personel giderleri", ">600.000<", "%60,0"]:
        assert words in turkish
    for words in ["1,000,000.50 TL", "Staff costs", "60.0%", f"adopted on 20 September {THIS_YEAR - 1}"]:
        assert words in english
    assert decision.address("en") in english
    assert english.count('class="budget-bar"') == 2
    assert "Not yet published; due by" in english
    assert "None" not in english.split("<main")[1].split("</main")[0]


def test_accounts_stand_beside_what_was_planned(reader, union):
    make_year(THIS_YEAR - 1, figures={"expense_staff": 500, "expense_reserve": 500})
    make_year(THIS_YEAR - 1, kind="final_accounts", figures={"expense_staff": 450, "expense_interest": 50})

    [side] = budget_today().former[0].sides

    assert [(line.code, line.planned, line.realised, line.per_cent) for line in side.lines] == [
        ("01", 500, 450, 90),
        ("04", None, 50, 10),
        ("09", 500, None, 0),
    ]
    assert [(bar.name, bar.total, sum(part.width for part in bar.segments)) for bar in side.bars(Decimal(1000))] == [
        ("planned", 1000, 1000),
        ("realised", 500, 500),
    ]


def test_next_years_budget_is_shown_as_soon_as_it_is_adopted_although_its_file_is_awaited(reader, union):
    decision = make_decision(organ=make_organ(kind="assembly"), date=date.today(), number=31)
    make_paper(kind="budget", year=THIS_YEAR + 1, decision=decision)

    text = plain(reader.get(address("budget", "en")))

    assert "The file is awaited." in text
    assert f"{decision.citation}</a>" in text
    assert "The figures have not been entered here yet." in text


def test_what_is_not_there_is_said_with_its_last_day(reader, union):
    make_organ(kind="assembly", meeting_months="4,9")
    make_paper(kind="final_accounts", year=THIS_YEAR - 1)

    text = plain(reader.get(address("budget", "en")))

    # This year's was due last September, next year's is due this September.
    assert f"Not published; it was due by 30 September {THIS_YEAR - 1}." in text
    assert f"by 30 September {THIS_YEAR}." in text


def test_union_without_any_says_when_the_budget_is_adopted(reader, union):
    make_organ(kind="assembly", meeting_months="5,11")

    text = plain(reader.get(address("budget", "en")))

    assert f"The budget of {THIS_YEAR} has not been published yet" in text
    assert f"The assembly adopts the budget of {THIS_YEAR + 1} by 30 November {THIS_YEAR}." in text


def test_a_budget_that_was_rejected_is_not_called_adopted(reader, union):
    decision = make_decision(organ=make_organ(kind="assembly"), date=date.today(), outcome="rejected")
    make_year(THIS_YEAR + 1, decision=decision)

    text = plain(reader.get(address("budget", "en")))

    assert "Not adopted: rejected." in text
    assert "adopted on" not in text


def test_drafts_stay_hidden(reader, union):
    make_year(THIS_YEAR, status="draft", figures={"expense_total": 7_777_777})

    assert "7,777,777" not in plain(reader.get(address("budget", "en")))
    assert "7777777" not in reader.get("/en/open-data/budget.csv").content.decode()


def test_bar_of_a_mere_total_is_one_piece_and_refunds_have_no_length(union):
    total = make_year(THIS_YEAR, figures={"income_total": 100}).figures
    refunds = make_year(THIS_YEAR - 1, figures={"income_other": 120, "income_refunds": 20}).figures

    for figures in [total, refunds]:
        [bar] = Side("income", figures, None).own_bars()
        assert [(part.start, part.width) for part in bar.segments] == [(0, 1000)]
    assert [line.planned for line in Side("income", refunds, None).lines] == [120, -20]


def test_page_costs_the_same_for_one_year_and_for_ten(union):
    make_year(THIS_YEAR)
    counts = []
    for years in [0, 9]:
        for number in range(1, years + 1):
            make_year(THIS_YEAR - number, decision=make_decision(date=date(THIS_YEAR - number, 1, 9)))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            budget = budget_today()
            assert [entry.bars for entry in [budget.current, *budget.former]]
            assert [entry.budget_note for entry in [budget.current, *budget.former]]
        counts.append(len(queries))

    assert counts[1] <= counts[0] + 4
    assert counts[1] <= 8


def test_page_of_a_paper_shows_its_own_figures(reader, union):
    paper = make_year(2019, kind="final_accounts", figures={"expense_staff": 450_000})

    text = plain(reader.get(paper.address("en")))

    assert "Expense in 2019" in text
    assert "Realised: 450,000 TL" in text
    assert "Planned" not in text


def test_every_sum_is_in_open_data_with_its_meaning(reader, union):
    decision = make_decision(organ=make_organ(kind="assembly"), date=date(THIS_YEAR - 1, 11, 4), number=3)
    make_year(THIS_YEAR, decision=decision, figures={"income_other": 120.5, "income_refunds": 20, "expense_total": 100})

    rows = reader.get("/en/open-data/budget.json").json()

    found = [(row["side"], row["code"], row["heading"], row["amount"]) for row in rows["rows"]]
    assert found == [
        ("income", "05", "Other income", 120.5),
        ("income", "09", "Refunds and rejections", -20),
        ("income", None, "Total income", 100.5),
        ("expense", None, "Total expense", 100),
    ]
    assert {row["decision"] for row in rows["rows"]} == {decision.citation}
    assert "05;Diğer gelirler;120,5" in reader.get("/tr/acik-veri/butce.csv").content.decode("utf-8-sig")
