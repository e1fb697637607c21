"""The command `fisoko`: its groups, its exit status, and errors as Russian sentences without a traceback."""

import errno
import sys
from collections.abc import Sequence
from importlib.metadata import version

import click

from fisoko.cli import texts
from fisoko.cli.failure import Failure
from fisoko.cli.russian import Group, explain
from fisoko.domain.as_of import for_people
from fisoko.domain.error import FisokoError
from fisoko.settings import WrongSetting

DONE, FAILED, MISUSED = 0, 1, 2
COMMANDS = {
    "demo": ("fisoko.cli.demo:demo", texts.DEMO),
    "serve": ("fisoko.cli.serve:serve", texts.SERVE),
    "accounts": ("fisoko.cli.accounts:accounts", texts.ACCOUNTS),
    "publications": ("fisoko.cli.publications:publications", texts.PUBLICATIONS),
    "collections": ("fisoko.cli.collections:collections", texts.COLLECTIONS),
    "forms": ("fisoko.cli.forms:forms", texts.FORMS),
    "export": ("fisoko.cli.export:export", texts.EXPORT),
    "dashboard": ("fisoko.cli.dashboard:dashboard", texts.DASHBOARD),
    "analysis": ("fisoko.cli.analysis:analysis", texts.ANALYSIS),
}


@click.group("fisoko", cls=Group, lazy=COMMANDS, help=texts.MAIN, no_args_is_help=True)
@click.option("--debug", is_flag=True, help=texts.DEBUG)
@click.version_option(version("fisoko"), message="fisoko %(version)s", help=texts.SHOW_VERSION)
def fisoko(debug: bool) -> None:  # noqa: FBT001 - click passes flags so
    """The root of all commands; its options stand before the command's name."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 done, 1 failed, 2 the command line is wrong."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        code = fisoko.main([*arguments], prog_name="fisoko", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message)
        raise SystemExit(MISUSED) from None
    except Exception as error:
        if "--debug" in arguments[:1]:
            raise
        raise SystemExit(_tell(error)) from None
    except KeyboardInterrupt:
        click.echo(texts.INTERRUPTED, err=True)
        raise SystemExit(FAILED) from None
    raise SystemExit(code if isinstance(code, int) else DONE)


def _tell(error: Exception) -> int:
    """Print the error's sentence; the exit status it means."""
    if isinstance(error, click.Abort):
        click.echo(texts.INTERRUPTED, err=True)
        return FAILED
    if isinstance(error, BrokenPipeError):  # `fisoko accounts list | head`
        sys.stderr.close()
        return FAILED
    click.echo(texts.ERROR.format(text=sentence(error)), err=True)
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else "fisoko"
        click.echo(texts.SEE_HELP.format(command=path), err=True)
    return MISUSED if isinstance(error, click.UsageError | WrongSetting) else FAILED


def sentence(error: Exception) -> str:
    """What to say of this error."""
    match error:
        case click.ClickException():
            return explain(error)
        case FisokoError() | Failure():
            return for_people(error.text)
        case WrongSetting():
            expected = texts.EXPECTED[error.expected]
            return texts.WRONG_SETTING.format(variable=error.variable, value=error.value, expected=expected)
        case OSError() if error.errno is not None:
            return _of_the_system(error)
        case _:
            return texts.UNEXPECTED.format(what=f"{type(error).__name__}: {error}".splitlines()[0])


def _of_the_system(error: OSError) -> str:
    name = str(error.filename or "")
    match error.errno:
        case errno.ENOENT:
            return texts.NO_FILE.format(name=name)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return texts.NO_ACCESS.format(name=name)
        case errno.ENOSPC | errno.EDQUOT:
            return texts.NO_SPACE
        case errno.ENOTDIR | errno.EEXIST:
            return texts.NOT_A_FOLDER.format(name=name)
        case errno.EISDIR:
            return texts.IS_A_FOLDER.format(name=name)
        case _:
            return texts.OTHER_TROUBLE.format(name=name, why=error.strerror)


if __name__ == "__main__":
    main()
