"""Personal tokens in the cabinet: the page, a new one, the end of one; by a sign-in alone, never by a token."""

from typing import Any

from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.body import BodyHandler
from fisoko.web.pages.frame import frame_of


class TokensHandler(Handler):
    """/tokens."""

    async def get(self) -> None:
        """One's own tokens and the form for a new one; 403 for whoever may have none."""
        services, person = self.services, self.person

        def ask() -> dict[str, Any]:
            return services.tokens.page(person) | frame_of(services, person)

        self.thin("tokens", await self.run(ask))


class TokenMakeHandler(BodyHandler):
    """/api/v1/tokens: «Создать токен»."""

    most_bytes = 16 * 1024

    async def take(self) -> None:
        """{"name", "days"} → 201: the list, and the new token with its text, which is answered only here."""
        asked, keeping = self.json(), self.services.tokens
        days = {"days": asked["days"]} if "days" in asked else {}
        made = await self.run(keeping.make, self.person, asked.get("name"), **days)
        self.answer({**await self.run(keeping.page, self.person), "made": made.to_json()}, 201)


class TokenRevokeHandler(BodyHandler):
    """/api/v1/tokens/{id}/revoke: «Отозвать»."""

    most_bytes = 16 * 1024

    async def take(self, token: str) -> None:
        """The list afterwards; one that has been revoked before stays as it was."""
        await self.run(self.services.tokens.revoke, self.person, int(token))
        self.answer(await self.run(self.services.tokens.page, self.person))
