"""A file of a database, and another one that is moved over it."""

import sqlite3


def make(path):
    made = sqlite3.connect(path)
    made.executescript("CREATE TABLE django_migrations (app); INSERT INTO django_migrations VALUES ('unions');")
    made.executescript("CREATE TABLE post (title)")
    made.close()


def move_over(path):
    make(path.with_name("new"))
    path.with_name("new").replace(path)
