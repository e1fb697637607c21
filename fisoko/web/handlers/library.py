"""Library files: open to all, they hold nothing of ours but programs; compressed, cached for ever by their address."""

import asyncio
from collections.abc import Callable
from urllib.parse import unquote

from fisoko.domain.error import NotFound
from fisoko.web.handlers.base import Handler, takes_gzip
from fisoko.web.library import Held, asset, assets_version, panel_file
from fisoko.web.pages.document import ICON

FOR_EVER = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"
ASK_FIRST = "no-cache"


class LibraryHandler(Handler):
    """One file, by its name in the address."""

    open_to_all = True

    def prepare(self) -> None:
        """No sign-in is looked for: a file is the same for everybody."""
        self.traffic.running.add(self)

    async def give(self, find: Callable[[str], Held | None], name: str, cache: str) -> None:
        """Finishes with the file that `find` gives, read and compressed off the event loop the first time."""
        file = await asyncio.get_running_loop().run_in_executor(None, find, name)
        if file is None:
            raise NotFound
        self.set_header("Cache-Control", cache)
        self.set_header("Content-Type", file.kind)
        self.set_header("Etag", file.tag)
        self.set_header("Vary", "Accept-Encoding")
        if self.check_etag_header():
            self.set_status(304)
            self.finish()
            return
        body = file.body
        if file.gzipped is not None and takes_gzip(self):
            body = file.gzipped
            self.set_header("Content-Encoding", "gzip")
        self.finish(body)


class AssetHandler(LibraryHandler):
    """Our own modules and styles: /assets/<version>/<name>."""

    async def get(self, version: str, name: str) -> None:
        """The file; under the address of another version (a page from before an update) it is not kept."""
        await self.give(asset, name, FOR_EVER if version == assets_version() else ASK_FIRST)

    head = get


class PanelFileHandler(LibraryHandler):
    """Panel's and Bokeh's files: /static/<name>; their pages put a hash into the query."""

    async def get(self, name: str) -> None:
        """The file."""
        await self.give(panel_file, name, FOR_EVER if self.get_query_argument("v", "") else AN_HOUR)

    head = get


class IconHandler(LibraryHandler):
    """/favicon.ico, for browsers that ask before they have read the page."""

    def initialize(self, **_: object) -> None:
        """Stands in for Bokeh's handler, whatever that is given."""

    def get(self) -> None:
        """The drawing that our pages carry in themselves."""
        self.set_header("Cache-Control", AN_HOUR)
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(unquote(ICON.partition(",")[2]))

    head = get
