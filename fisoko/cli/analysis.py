"""`fisoko analysis`: the analytical copy, from which statistics are answered."""

import time

import click

from fisoko.cli import texts
from fisoko.cli.connection import connect
from fisoko.cli.failure import Failure
from fisoko.cli.place import base_options
from fisoko.cli.progress import Progress
from fisoko.cli.russian import Command, Group
from fisoko.settings import Settings

ASK_EVERY_S = 0.2


@click.group("analysis", cls=Group, help=texts.ANALYSIS, no_args_is_help=True)
def analysis() -> None:
    """The group."""


@analysis.command("rebuild", cls=Command, help=texts.ANALYSIS_REBUILD)
@base_options
def rebuild(settings: Settings) -> None:
    """Make the copy again from the submissions; a running server goes on answering and saving."""
    with connect(settings) as base:
        base.run("analysis.rebuild")
        state = base.run("analysis.state")
        while state["state"] == "running" and not state["total"]:
            time.sleep(ASK_EVERY_S)
            state = base.run("analysis.state")
        shown = 0
        with Progress(texts.ANALYSIS_REBUILDING, state["total"]) as progress:
            while state["state"] == "running":
                progress.step(state["done"] - shown)
                shown = state["done"]
                time.sleep(ASK_EVERY_S)
                state = base.run("analysis.state")
            progress.step(max(0, state["done"] - shown))
        if state["state"] == "failed":
            raise Failure(texts.ANALYSIS_FAILED)
    click.echo(texts.ANALYSIS_REBUILT.format(count=state["done"]))
