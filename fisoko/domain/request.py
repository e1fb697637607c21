"""A request to submit, as it comes from a browser."""

import re
from dataclasses import dataclass

from fisoko.domain.edits import WINDOW, count_of, read_object, text_of
from fisoko.domain.error import BadRequest

REQUEST = re.compile(r"[A-Za-z0-9-]{8,64}")


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks for: `number` is its last batch (0: it has typed nothing), `base` what it has seen.

    `form_version` is the one on its page, None where it does not say.
    """

    id: str
    window: str
    number: int
    base: int
    explanations: dict[str, str]
    form_version: int | None = None


def read_request(body: bytes) -> Request:
    """The request of a body. Raises BadRequest."""
    data = read_object(body)
    explanations = data.get("explanations") or {}
    if not isinstance(explanations, dict) or not all(isinstance(text, str) for text in explanations.values()):
        raise BadRequest
    version = data.get("form_version")
    return Request(
        id=text_of(data, "id", REQUEST),
        window=text_of(data, "window", WINDOW),
        number=count_of(data, "number"),
        base=count_of(data, "base", most=2**62),
        explanations=explanations,
        form_version=None if version is None else count_of(data, "form_version"),
    )
