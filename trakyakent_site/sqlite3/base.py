"""Django's SQLite, which notices that its file is another one now, or none.

Whoever moves a file over a running database leaves every open connection with the old one: what is saved there is gone
with the process. So each save looks at the file when it begins and when it has been written.
"""

from django.db.backends.sqlite3 import base

from trakyakent_site.operations import database_file

WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that saves only to the file that stands under its name."""

    opened: database_file.Identity | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if database_file.is_path(self.settings_dict["NAME"]):
            self.execute_wrappers.append(self.look_around_writes)

    def get_new_connection(self, conn_params):
        database_file.refuse_if_gone(self.settings_dict["NAME"])
        connection = super().get_new_connection(conn_params)
        self.opened = database_file.remember(self.settings_dict["NAME"])
        return connection

    def _start_transaction_under_autocommit(self):
        self.refuse_another_file()
        super()._start_transaction_under_autocommit()

    def _commit(self):
        super()._commit()
        # Afterwards: what went to a file that was moved away meanwhile must not be called saved.
        self.refuse_another_file()

    def look_around_writes(self, execute, sql, params, many, context):
        """The same for a statement that is a transaction of its own."""
        if self.in_atomic_block or not sql.lstrip()[:7].upper().startswith(WRITING):
            return execute(sql, params, many, context)
        self.refuse_another_file()
        result = execute(sql, params, many, context)
        self.refuse_another_file()
        return result

    def refuse_another_file(self):
        if database_file.is_path(self.settings_dict["NAME"]):
            database_file.refuse_unless_same(self.settings_dict["NAME"], self.opened)
