"""A moment on the command line: «28.11.2026 18:00», Moscow time."""

from datetime import datetime
from typing import Any

import click

from fisoko.domain.moscow import parse


class Moment(click.ParamType):
    """Gives an aware UTC moment."""

    name = "moment"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What the help shows in place of the value."""
        return "«ДД.ММ.ГГГГ ЧЧ:ММ»"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment; a wrong one is an error of the command line."""
        if isinstance(value, datetime):
            return value
        try:
            return parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
