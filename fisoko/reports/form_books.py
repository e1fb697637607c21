"""What a process for the workbook of one form runs: the job as JSON on its input, the workbook on its output."""

import json
import sys

from fisoko.domain.forms.form import Form
from fisoko.domain.forms.template.stamp import Stamp
from fisoko.reports.submitted import submitted
from fisoko.reports.template import template


def main() -> None:
    """A job has a form, values, and a stamp for a template or the lines of a receipt for a submission."""
    job = json.loads(sys.stdin.buffer.read())
    form, values = Form.from_json(job["form"]), job["values"]
    made = template(form, values, Stamp(**job["stamp"])) if "stamp" in job else submitted(form, values, job["receipt"])
    sys.stdout.buffer.write(made)
