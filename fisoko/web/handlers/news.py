"""What has changed, for browsers to which no stream of events comes through; asked often, mostly for nothing."""

from zlib import crc32

from fisoko.web.as_json import as_json
from fisoko.web.handlers.base import Handler


class NewsHandler(Handler):
    """/api/v1/news: the marks that `/events` begins with; 304 while they are those of If-None-Match."""

    for_programs = True

    async def get(self) -> None:
        """{"bell", "files", "drafts"}."""
        marks, person = self.services.marks, self.person
        found = marks.known(person)
        if found is None:
            found = await self.run(marks.of, person)
        tag = f'"{crc32(as_json(found).encode()):08x}"'
        self.set_header("ETag", tag)
        if tag in self.request.headers.get("If-None-Match", ""):
            self.set_status(304)
            self.finish()
        else:
            self.answer(found)
