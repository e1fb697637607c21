"""A server that is in the middle of a report and waits to be killed; says the report's number.

python -m tests.services.killed_server HOME
"""

import sys
import time
from pathlib import Path

from benchmarks.reports import country
from fisoko.domain.person import OPERATOR
from fisoko.domain.report import ReportState
from fisoko.services import building
from fisoko.settings import Settings
from fisoko.wiring import build


def main() -> None:
    building.PROGRAM = "import time; time.sleep(20)"
    application = build(Settings(home=Path(sys.argv[1])).checked())
    country(application.engine, 20)
    application.start()
    report = application.reporting.ask_downloads(OPERATOR, 1).id
    while application.reporting.one(OPERATOR, report).state is not ReportState.RUNNING:
        time.sleep(0.02)
    time.sleep(0.3)
    sys.stdout.write(f"{report}\n")
    sys.stdout.flush()
    time.sleep(60)


if __name__ == "__main__":
    main()
