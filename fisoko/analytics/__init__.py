"""Analysis in notebooks: `fisoko.analytics.connect(url, token)` gives typed pandas frames of what one may see."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fisoko.analytics.client import Client

__all__ = ["connect"]


def connect(url: str, token: str | None = None, **options: Any) -> "Client":
    """A client of the site at `url` with a personal token; see `fisoko.analytics.client.Client` for the options."""
    from fisoko.analytics.client import Client

    return Client(url, token, **options)
