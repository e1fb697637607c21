"""What an analysis page shows for its choices: found on a thread that may read, shared by all who see the same."""

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fisoko.domain.as_of import for_people
from fisoko.domain.error import FisokoError
from fisoko.domain.person import Identity
from fisoko.services.permissions import scope
from fisoko.web import texts_of_analysis as texts
from fisoko.web.pages.analysis_asked import answer
from fisoko.web.pages.analysis_choices import Offered, offer, read
from fisoko.web.pages.analysis_found import found
from fisoko.web.pages.analysis_tables import Found
from fisoko.web.pages.frame import frame_of

if TYPE_CHECKING:
    from fisoko.wiring import Application

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AnalysisLook:
    """What a page that opens is made from."""

    offered: Offered
    chosen: dict[str, str]
    shown: Found
    frame: dict[str, Any]


def look_at_analysis(services: "Application", person: Identity, collection: int, search: str) -> AnalysisLook:
    """Everything for a page that opens. Raises Refused, NotFound, and BadRequest for a moment that is none."""
    offered = offer(services, person, collection)
    chosen = read(search, offered)
    return AnalysisLook(offered, chosen, _found(services, person, offered, chosen), frame_of(services, person))


def told(services: "Application", person: Identity, offered: Offered, chosen: dict[str, str]) -> tuple[Found, str]:
    """What is found for these choices of an open page, and '', or nothing and why."""
    try:
        return _found(services, person, offered, chosen), ""
    except FisokoError as error:
        return Found(), said(error)
    except Exception:
        log.exception("the analysis of collection %s failed", offered.collection)
        return Found(), texts.FAILED


def said(error: FisokoError) -> str:
    """What a person reads of an error; the name of a parameter is for programs."""
    text = for_people(error.text)
    return text[:1].upper() + text[1:]


def _found(services: "Application", person: Identity, offered: Offered, chosen: dict[str, str]) -> Found:
    # Pages of the same scope that show the same share what was found, down to its HTML; forecasts move by minutes.
    minute = int(time.time() // 60)
    question = ("analysis", offered.collection, scope(person), minute, *chosen.values())
    return services.following.ask(question, lambda: found(answer(services, person, offered, chosen), offered, chosen))
