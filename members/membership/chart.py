"""Numbers by year as a bar chart."""

from collections.abc import Sequence
from typing import Protocol


class Bar(Protocol):
    """A year with its number, and the part of it that is certain."""

    @property
    def year(self) -> int: ...

    @property
    def certain(self) -> int: ...

    @property
    def total(self) -> int: ...


class Chart:
    """Numbers by year as bars of a drawing: the certain part below, the possible part above it."""

    WIDTH, HEIGHT = 1000, 320
    BOTTOM, TOP = 48, 30
    # Room for the numbers beside the lines.
    DIGIT = 22

    def __init__(self, years: Sequence[Bar]):
        self.years = years
        self.most = round_up(max((year.total for year in years), default=0))
        self.left = 16 + self.DIGIT * max(3, len(str(self.most)))
        self.step = (self.WIDTH - self.left) / max(1, len(years))

    def level(self, number: float) -> int:
        return round(self.TOP + (1 - number / self.most) * (self.HEIGHT - self.TOP - self.BOTTOM))

    @property
    def lines(self) -> list[tuple[int, int]]:
        """Height and number of the lines that help to read the bars."""
        return [(self.level(self.most * part / 4), self.most * part // 4) for part in range(5)]

    @property
    def bars(self) -> list[dict]:
        ground, width = self.level(0), max(1, round(self.step * 0.8))
        return [
            {
                "year": year,
                "x": round(self.left + number * self.step + self.step * 0.1),
                "width": width,
                "certain_y": self.level(year.certain),
                "certain_height": ground - self.level(year.certain),
                "total_y": self.level(year.total),
                "uncertain_height": self.level(year.certain) - self.level(year.total),
            }
            for number, year in enumerate(self.years)
        ]

    @property
    def names(self) -> list[tuple[int, int]]:
        """Where the names of years stand: every year of a few, otherwise every fifth or tenth."""
        every = 1 if len(self.years) <= 10 else 5 if len(self.years) <= 25 else 10
        return [
            (round(self.left + (number + 0.5) * self.step), year.year)
            for number, year in enumerate(self.years)
            if year.year % every == 0
        ]


def round_up(number: int) -> int:
    """The next round number that is divisible by four."""
    steps = [4, 8, *(part * 10**power for power in range(7) for part in [12, 20, 40, 60, 80])]
    return next(step for step in steps if step >= number)
