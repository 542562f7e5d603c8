"""The tables of an empty database in one step. docs/decisions/0051-first-tables.md says why."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class TablesOf(Operation):
    """Makes at once the tables in which the migrations named end; what those did with rows finds none here.

    The migrations themselves stay the only description of the tables. Each of their steps would build the classes of
    all models anew, and those of one step are enough.
    """

    reversible = True
    category = OperationCategory.ADDITION

    def __init__(self, replaced: list[tuple[str, str]]) -> None:
        self.replaced = replaced

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.replaced], {}

    def steps(self) -> Iterator[Operation]:
        for app_label, name in self.replaced:
            migration: type[Migration] = import_module(f"{app_label}.migrations.{name}").Migration
            yield from migration.operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Classes that were built before would follow each step; without them they are built once, when asked for.
        state.__dict__.pop("apps", None)
        for step in self.steps():
            step.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in self.models(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in reversed(list(self.models(app_label, schema_editor, from_state))):
            schema_editor.delete_model(model)

    def models(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState) -> Iterator[Any]:
        apps: Apps = state.apps
        for label, name in list(state.models):
            model = apps.get_model(label, name)
            if label == app_label and self.allow_migrate_model(schema_editor.connection.alias, model):
                yield model

    def describe(self) -> str:
        return f"Create the tables of {len(self.replaced)} migrations"
