"""`fisoko forms`: what stands in a form's workbook, before it is published."""

from pathlib import Path

import click

from fisoko.cli import texts
from fisoko.cli.russian import group


@group("forms", texts.FORMS)
def forms() -> None:
    """Commands about forms."""


@forms.command("check", help=texts.FORMS_CHECK)
@click.argument("file", metavar=texts.FORM_FILE, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> int:
    """Every problem with its sheet and cell; status 1 when one of them is an error."""
    from fisoko.domain.forms.reading import check_workbook

    reading = check_workbook(file.read_bytes())
    for problem in reading.problems:
        text = texts.FORM_ERROR if problem.level == "error" else texts.FORM_NOTE
        click.echo(text.format(text=problem.text))
    if reading.form is None:
        click.echo(texts.FORM_ERRORS.format(count=len(reading.errors)), err=True)
        return 1
    form = reading.form
    counts = {
        "sheets": len(form.sheets),
        "columns": sum(len(sheet.columns) for sheet in form.sheets),
        "rows": sum(len(sheet.rows) for sheet in form.sheets),
        "rules": len(form.rules),
    }
    click.echo(texts.FORM_GOOD.format(title=form.title, key=form.key, **counts))
    return 0
