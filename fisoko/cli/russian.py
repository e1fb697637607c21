"""Click that speaks Russian: headings of the help, and the errors of a command line."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

from fisoko.cli import texts

MOST = 2**63 - 1  # that a base numbers
# What Click adds to an explanation: «[1<=x<=65535]», «[required]»
CLICKS_NOTE = re.compile(r"\s+\[(required|[^\]]*x[^\]]*)\]$")


class Number(click.ParamType):
    """The number by which a base knows a thing."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """A whole number from 1; another one is an error of the command line."""
        text = str(value)
        if not text.isdecimal() or not 0 < int(text) <= MOST:
            self.fail(texts.BAD_VALUE.format(value=value, name=_name(param), reason=texts.NEED_ID), param, ctx)
        return int(text)


class Command(click.Command):
    """A command with its help in Russian."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in Russian."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = texts.SHOW_HELP
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of the help."""
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", "[ПАРАМЕТРЫ]")
        formatter.write_usage(ctx.command_path, pieces, prefix=texts.USAGE)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of options."""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(texts.OPTIONS):
            formatter.write_dl([(name, CLICKS_NOTE.sub(_note, text)) for name, text in records])


class Group(Command, click.Group):
    """A group of commands, imported when they are called: the help of all is quick."""

    command_class = Command

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subcommand_metavar=f"{texts.COMMAND} …", **kwargs)
        self._lazy = lazy or {}  # name → (module:attribute, what it does)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, in the order they are given."""
        return [*self._lazy, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now if it is a lazy one."""
        if cmd_name in self._lazy:
            module, _, attribute = self._lazy[cmd_name][0].partition(":")
            return getattr(import_module(module), attribute)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of these arguments; an unknown one is an error with a guess."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise click.NoSuchOption(args[0], possibilities=_close(args[0], self.list_commands(ctx)), ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands with what each does."""
        super().format_options(ctx, formatter)
        with formatter.section(texts.COMMANDS):
            formatter.write_dl([(name, self._short(ctx, name)) for name in self.list_commands(ctx)])

    def _short(self, ctx: click.Context, name: str) -> str:
        if name in self._lazy:
            return self._lazy[name][1]
        command = self.get_command(ctx, name)
        return command.get_short_help_str(100) if command else ""


def group(name: str, help_text: str) -> Callable[[Callable[..., Any]], Group]:
    """A decorator: a group of commands; called without one it shows its help."""
    return click.group(name, cls=Group, help=help_text, no_args_is_help=True, add_help_option=True)  # pyright: ignore[reportReturnType]


def explain(error: click.ClickException) -> str:
    """The sentence for an error of the command line."""
    match error:
        case click.NoSuchOption():
            known = [name for name in error.possibilities or [] if name]
            hint = texts.PERHAPS.format(name=known[0]) if known else ""
            text = texts.NO_SUCH_OPTION if error.option_name.startswith("-") else texts.NO_SUCH_COMMAND
            return text.format(name=error.option_name, hint=hint)
        case click.MissingParameter():
            return texts.MISSING_ARGUMENT.format(name=_name(error.param))
        case click.BadOptionUsage():
            takes_none = "does not take" in error.message
            text = texts.TAKES_NO_VALUE if takes_none else texts.NEEDS_VALUE
            return text.format(name=error.option_name)
        case click.BadParameter():
            return _bad_value(error)
        case click.FileError():
            return texts.NO_FILE.format(name=error.ui_filename)
        case click.UsageError() if "unexpected extra argument" in error.message:
            return texts.EXTRA_ARGUMENT.format(name=error.message.partition("(")[2].rstrip(")"))
        case click.UsageError() if error.message.startswith("Missing command"):
            return texts.MISSING_COMMAND
        case _:
            return error.message if _russian(error.message) else texts.BAD_LINE


def _note(found: re.Match[str]) -> str:
    return f" [{texts.REQUIRED}]" if found[1] == "required" else ""


def _bad_value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        reason = texts.NEED_ONE_OF.format(choices=", ".join(map(str, kind.choices)))
    elif isinstance(kind, click.IntRange):
        reason = texts.NEED_NUMBER.format(range=_range(kind))
    elif isinstance(kind, click.types.IntParamType):
        reason = texts.NEED_NUMBER.format(range="")
    elif isinstance(kind, click.Path):
        reason = _of_path(kind, error.message)
    else:
        return error.message if _russian(error.message) else texts.BAD_LINE
    quoted = error.message.split("'")
    return texts.BAD_VALUE.format(
        value=quoted[1] if len(quoted) > 1 else _before_is(error.message), name=_name(error.param), reason=reason
    )


def _of_path(kind: click.Path, message: str) -> str:
    if "is a file" in message:
        return texts.NEED_FOLDER
    if "is a directory" in message:
        return texts.NEED_NO_FOLDER
    return texts.NEED_FILE if kind.file_okay else texts.NEED_READABLE_FOLDER


def _before_is(message: str) -> str:
    """Click writes «70000 is not in the range …»."""
    return message.partition(" is ")[0]


def _range(kind: click.IntRange) -> str:
    if kind.min is not None and kind.max is not None:
        return f" от {kind.min} до {kind.max}"
    return f" не меньше {kind.min}" if kind.min is not None else ""


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return parameter.make_metavar(click.Context(click.Command("x")))


def _close(name: str, names: list[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, names, 1)


def _russian(text: str) -> bool:
    return any("а" <= sign <= "я" for sign in text.lower())
