"""What `fisoko dashboard` asks for: the moment, once for a whole series, and the content of each region."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fisoko.domain.person import OPERATOR
from fisoko.services.dashboards import Moment

if TYPE_CHECKING:
    from fisoko.wiring import Application


def begin_dashboard(application: "Application", collection: int, as_of: str = "") -> dict[str, Any]:
    """The moment that the series holds for, and the regions there are."""
    moment = application.dashboards.moment(OPERATOR, collection, as_of)
    return {
        "at": moment.at.isoformat(),
        "seq": moment.seq,
        "past": moment.past,
        "regions": application.dashboards.regions(OPERATOR),
    }


def dashboard_content(
    application: "Application",
    collection: int,
    region: str | None,
    at: str,
    seq: int,
    past: bool,  # noqa: FBT001 - comes by name
) -> dict[str, Any]:
    """The content of one dashboard."""
    moment = Moment(datetime.fromisoformat(at), seq, past)
    return application.dashboards.gather(collection, region, moment)


DASHBOARD_COMMANDS: dict[str, Callable[..., Any]] = {
    "dashboard.begin": begin_dashboard,
    "dashboard.content": dashboard_content,
}
