"""Reading an Excel workbook as a form, with every problem at once."""

from fisoko.domain.forms.reading.child import ChildFailed, ask
from fisoko.domain.forms.reading.guard import judge
from fisoko.domain.forms.reading.problem import Problem, Reading

__all__ = ["Problem", "Reading", "check_workbook"]

TOO_HEAVY = (
    "Прочитать книгу не удалось: она слишком сложна или повреждена. "
    "Скопируйте листы формы в новую книгу, сохраните ее и загрузите снова."
)


def check_workbook(data: bytes) -> Reading:
    """Judge a foreign workbook, read it in a child process, and say everything at once; never raises for bad files."""
    judged = judge(data)
    if any(problem.level == "error" for problem in judged):
        return Reading(None, judged)
    try:
        reading = Reading.from_json(ask(data))
    except ChildFailed:
        return Reading(None, [*judged, Problem("", "", TOO_HEAVY)])
    return Reading(reading.form, [*judged, *reading.problems])
