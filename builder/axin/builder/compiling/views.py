"""Views, from their definition to their plan."""

from axin.builder.compiling.formulas import source_of
from axin.builder.compiling.plan import ViewPlan
from axin.builder.compiling.titles import titles_of
from axin.builder.definitions.model import Model, Part, list_of, object_of

_ROLE = "role:"


def compile_views(model: Model) -> dict[str, ViewPlan]:
    """Compile every view. Its filter stays as written: it is checked against what each of its readers may see."""
    return {key: _view(view) for key, view in model.views.items()}


def _view(view: Part) -> ViewPlan:
    raw = view.raw
    return ViewPlan(
        key=view.key,
        title=titles_of(raw.get("title"), view.key),
        entity=raw["entity"],
        kind=raw.get("kind", "table"),
        funnel=raw.get("funnel"),
        columns=tuple(list_of(raw, "columns")),
        widths=object_of(raw, "widths"),
        pinned=raw.get("pinned", 1),
        filter=source_of(raw["filter"]) if raw.get("filter") else None,
        sort=raw.get("sort") or None,
        group=raw.get("group"),
        totals=object_of(raw, "totals"),
        date=raw.get("date"),
        roles=tuple(str(role).removeprefix(_ROLE) for role in list_of(raw, "roles")),
    )
