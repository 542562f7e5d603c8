"""A plugin for mypy that asks the running models what django-stubs cannot read from their code.

Which managers a model has, which rows point at it, which of its fields are translated and whether its history is kept
is only decided when Django starts. django-stubs starts it anyway, so here the finished models are asked. A manager
counts as its queryset: that has all its named queries.
"""

from functools import partial

from django.db.models import Model
from mypy.nodes import MDEF, AssignmentStmt, NameExpr, SymbolTableNode, TupleExpr, TypeInfo, Var
from mypy.plugin import ClassDefContext
from mypy.types import AnyType, Instance, TypeOfAny
from mypy.types import Type as MypyType
from mypy_django_plugin.lib import fullnames, helpers
from mypy_django_plugin.main import NewSemanalDjangoPlugin
from mypy_django_plugin.transformers import models as of_stubs

OWN = {"unions", "members", "pages"}
# What django-stubs does to each model, without what is asked for here.
STEPS = [
    of_stubs.AddAnnotateUtilities,
    of_stubs.InjectAnyAsBaseForNestedMeta,
    of_stubs.AddDefaultPrimaryKey,
    of_stubs.AddPrimaryKeyAlias,
    of_stubs.AddRelatedModelsId,
    of_stubs.AddExtraFieldMethods,
    of_stubs.ProcessManyToManyFields,
    of_stubs.MetaclassAdjustments,
]


class FinishedModels(NewSemanalDjangoPlugin):
    def get_base_class_hook(self, fullname: str):
        info = self._get_typeinfo_or_none(fullname)
        if info and helpers.is_model_type(info):
            return partial(complete, plugin=self)
        if info and info.has_base(fullnames.QUERYSET_CLASS_FULLNAME):
            return None
        return super().get_base_class_hook(fullname)


def complete(context: ClassDefContext, plugin: FinishedModels) -> None:
    """Give a model of ours the attributes that it has at run time; a foreign one is left to django-stubs."""
    info = context.cls.info
    if info.module_name.split(".")[0] not in OWN:
        of_stubs.process_model_class(context, plugin.django_context)
        return
    for step in STEPS:
        try:
            step(context, plugin.django_context).run()
        except helpers.IncompleteDefnException:
            if not context.api.final_iteration:
                context.api.defer()
    model = plugin.django_context.get_model_class_by_fullname(info.fullname)
    if model is None:
        return
    forget_assignments(context, {manager.name for manager in model._meta.managers})
    for name, queryset, rows in querysets_of(model):
        target, of = looked_up(plugin, queryset), looked_up(plugin, rows)
        if target is not None and of is not None:
            # A queryset that does not name its rows knows no type of them.
            arguments = [Instance(of, [])] * len(target.type_vars)
            set_attribute(info, name, Instance(target, arguments), is_classvar=True)
        elif not context.api.final_iteration:
            context.api.defer()
    for relation in model._meta.related_objects:
        of = looked_up(plugin, relation.related_model)
        if relation.one_to_one and of is not None:
            set_attribute(info, relation.get_accessor_name(), Instance(of, []))
    text = context.api.named_type("builtins.str")
    for field in model._meta.get_fields():
        # Translated are texts only.
        if hasattr(field, "translated_field"):
            set_attribute(info, field.name, text)
    if hasattr(model, "history"):
        for name in ["history", "_history_user", "_change_reason", "skip_history_when_saving"]:
            set_attribute(info, name, AnyType(TypeOfAny.explicit), is_classvar=name == "history")


def querysets_of(model: type[Model]):
    """Name, queryset and rows of each manager, and of each collection of rows that point at the model."""
    for manager in model._meta.managers:
        yield manager.name, manager._queryset_class, model
    for relation in model._meta.related_objects:
        if not relation.one_to_one and not relation.hidden:
            rows = relation.related_model
            yield relation.get_accessor_name(), rows._default_manager._queryset_class, rows


def looked_up(plugin: FinishedModels, kind: type) -> TypeInfo | None:
    found = plugin.lookup_fully_qualified(f"{kind.__module__}.{kind.__qualname__}")
    if kind.__qualname__ == "QuerySet":
        found = plugin.lookup_fully_qualified(fullnames.QUERYSET_CLASS_FULLNAME)
    return found.node if found is not None and isinstance(found.node, TypeInfo) else None


def set_attribute(info: TypeInfo, name: str, kind: MypyType, *, is_classvar: bool = False) -> None:
    attribute = Var(name, kind)
    attribute.info = info
    attribute._fullname = f"{info.fullname}.{name}"
    attribute.is_classvar = is_classvar
    attribute.is_inferred = False
    info.names[name] = SymbolTableNode(MDEF, attribute, plugin_generated=True)


def forget_assignments(context: ClassDefContext, names: set[str]) -> None:
    """Take out of the class what gives it its managers, lest mypy find another type there."""

    def gives_managers(statement) -> bool:
        if not isinstance(statement, AssignmentStmt):
            return False
        [target] = statement.lvalues
        targets = target.items if isinstance(target, TupleExpr) else [target]
        return all(isinstance(each, NameExpr) and each.name in names for each in targets)

    context.cls.defs.body = [statement for statement in context.cls.defs.body if not gives_managers(statement)]


def plugin(version: str) -> type[FinishedModels]:
    return FinishedModels
