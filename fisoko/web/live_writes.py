"""Messages to live pages that Panel would leave lying: one that had to wait for the socket is sent all the same.

While Bokeh itself writes to a page's socket, Panel puts its own message by and has a task send it. A task that ends
takes away the sign by which the next one knows that something waits: a message put by in that very moment lay there
until the page changed once more, and what it was to show did not appear.
"""

from typing import Any

from panel.io import document

_send: Any = document._dispatch_msgs


def put_in_place() -> None:
    """Replaces Panel's task by one that looks at what waits."""
    panel: Any = document
    panel._dispatch_msgs = _send_what_waits


async def _send_what_waits(page: Any) -> None:
    if page in document._WRITE_MSGS:
        document._WRITE_BLOCK[page] = True
    await _send(page)
