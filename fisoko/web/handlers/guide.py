"""The users' guide, for whoever has signed in: its pages and their pictures."""

import asyncio

from fisoko.domain.error import NotFound
from fisoko.web.handlers.base import Handler
from fisoko.web.pages.guide import FIRST, guide_page, guide_picture

A_WHILE = "private, max-age=3600"


class GuideHandler(Handler):
    """/guide/ and /guide/{page}."""

    async def get(self, name: str = FIRST) -> None:
        """The page; the first of them is read and rendered off the event loop with all the others."""
        html = await asyncio.get_running_loop().run_in_executor(None, guide_page, name)
        if html is None:
            raise NotFound
        self.page(html)

    head = get


class GuidePictureHandler(Handler):
    """/guide/images/{name}."""

    redirects = False

    async def get(self, name: str) -> None:
        """The picture."""
        picture = await asyncio.get_running_loop().run_in_executor(None, guide_picture, name)
        if picture is None:
            raise NotFound
        self.set_header("Cache-Control", A_WHILE)
        self.set_header("Content-Type", picture.kind)
        self.finish(picture.body)

    head = get
