"""What all that the union publishes has in common."""

from django.db import models

from unions.archives import years_of


class DatedQuerySet(models.QuerySet):
    """Rows with a date of their own, which archives sort by year."""

    def narrowed(self, year: int | None = None, **values):
        """The rows of one year, or of all, whose other fields have the values."""
        return self.filter(**({"date__year": year} if year else {}), **values)

    def years(self) -> list[int]:
        """The years that have rows, the newest first."""
        return years_of(self, "date")
