"""Two people who edit the same row: the second never overwrites the first unknowingly."""


class StaleVersion(Exception):
    """The row was changed by somebody else after it was read; nothing has been saved."""

    def __init__(self, row):
        super().__init__(f"{row._meta.label} {row.pk} has changed since version {row.version}.")
        self.row = row
