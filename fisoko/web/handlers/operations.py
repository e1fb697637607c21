"""For those who keep the site running: is it alive, ready, how busy; and the addresses that do not exist."""

from ipaddress import ip_address

from fisoko.domain.error import FisokoError, NotFound, NotSignedIn
from fisoko.web.handlers.api.reading import ProgramHandler
from fisoko.web.handlers.base import Handler

FOR_PROGRAMS = ("/api/", "/events")
PROGRAMS = "/api/v1/"
FILES = ("/files/", "/stores/", "/reports/", "/static/", "/assets/", "/components/")


class OperationsHandler(Handler):
    """Answers the machine itself and its private network, and whoever has signed in."""

    open_to_all = True
    for_programs = True

    def prepare(self) -> None:
        """Refuses the rest of the world."""
        super().prepare()
        if self.identity is None and not ip_address(self.request.remote_ip or "0.0.0.0").is_private:  # noqa: S104
            raise NotSignedIn


class LiveHandler(OperationsHandler):
    """/health/live: the process answers."""

    def get(self) -> None:
        """200."""
        self.answer({"status": "live"})


class ReadyHandler(OperationsHandler):
    """/health/ready: the process takes requests; 503 as soon as it is stopping."""

    def get(self) -> None:
        """200 or 503."""
        if self.traffic.draining:
            self.answer({"status": "stopping"}, 503)
        else:
            self.answer({"status": "ready"})


class MetricsHandler(Handler):
    """/metrics: for the machine itself only; a request that came through a proxy is not from it."""

    open_to_all = True
    for_programs = True

    def get(self) -> None:
        """Figures in Prometheus' text."""
        forwarded = "X-Forwarded-For" in self.request.headers or "X-Real-Ip" in self.request.headers
        if forwarded or not ip_address(self.request.remote_ip or "0.0.0.0").is_loopback:  # noqa: S104
            raise NotFound if self.identity else NotSignedIn
        figures = {
            "fisoko_requests_running": len(self.traffic.running) - 1,
            "fisoko_event_streams": len(self.traffic.streams),
            "fisoko_stopping": int(self.traffic.draining),
        }
        lines = [f"# TYPE {name} gauge\n{name} {value}\n" for name, value in figures.items()]
        self.send("".join(lines), "text/plain; version=0.0.4; charset=utf-8")


class MissingHandler(ProgramHandler):
    """Every address that is no one's: a sign-in or a token first, then «Страница не найдена»."""

    def initialize(self, **_: object) -> None:
        """Stands in for handlers of Panel too, whatever they are given."""
        self.for_programs = self.request.path.startswith(FOR_PROGRAMS)
        self.redirects = not self.request.path.startswith(FILES)

    async def prepare(self) -> None:
        """Refuses."""
        if not self.request.path.startswith(PROGRAMS):
            Handler.prepare(self)
        elif (known := super().prepare()) is not None:
            await known
        raise NotFound

    def show_error(self, error: FisokoError) -> None:
        """To programs that read, as a problem; to others as everywhere."""
        if self.request.path.startswith(PROGRAMS):
            super().show_error(error)
        else:
            Handler.show_error(self, error)

    def check_xsrf_cookie(self) -> None:
        """Nothing is done here, so nothing needs to be protected."""
