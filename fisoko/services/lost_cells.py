"""What the form has no place for any more still has a name: that of the last version which had it."""

from typing import Any

from fisoko.domain.forms.form import Form
from fisoko.store.forms import Forms


def named(not_in: list[dict[str, Any]], forms: Forms, version_id: int) -> list[dict[str, Any]]:
    """The list «Не вошло» with `where`, «Лист, столбец, строка», for the cells that this version has not."""
    if all(_where(forms.version(version_id).form, one) for one in not_in):
        return not_in
    versions = [version_id, *forms.before(version_id)]
    return [one | {"where": _first(one, forms, versions)} for one in not_in]


def _first(one: dict[str, Any], forms: Forms, versions: list[int]) -> str:
    return next((name for name in (_where(forms.version(version).form, one) for version in versions) if name), "")


def _where(form: Form, one: dict[str, Any]) -> str:
    """How people know the cell in this form, "" where it has none."""
    sheet = next((sheet for sheet in form.sheets if sheet.id == one["sheet"]), None)
    column = next((column for column in sheet.columns if column.id == one["column"]), None) if sheet else None
    if sheet is None or column is None:
        return ""
    heading = " / ".join(column.path)
    if sheet.free:
        return f"{sheet.name}, {heading}"
    row = next((row for row in sheet.rows if row.id == one["row"]), None)
    captions = " / ".join(caption for caption in row.captions if caption) if row else ""
    return f"{sheet.name}, {heading}{f', {captions}' if captions else ''}" if row else ""
