"""Writes the parts of docs/reference that are made from the program: python -m tests.docs.write"""

import re
from collections.abc import Callable, Iterator

import click

from fisoko.cli.main import fisoko
from fisoko.domain.forms.formula.functions import TABLE as FUNCTIONS
from fisoko.domain.person import Identity, Role
from fisoko.domain.publication import Audience
from fisoko.domain.table import TABLES, Kind
from fisoko.services.permissions import Action, Thing, may, scope
from fisoko.settings import explained
from tests.docs.texts import DOCS, ROOT

WIDTH = 100
BEGIN, END = "<!-- made by `python -m tests.docs.write`: do not edit by hand -->\n", "<!-- end -->\n"
MADE = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)


# ---- commands
def commands() -> str:
    """Every command with its help."""
    return "\n".join(f"## {path}\n\n```text\n{text.rstrip()}\n```\n" for path, text in helps())


def helps() -> Iterator[tuple[str, str]]:
    """(«fisoko accounts import», its --help) of each command that does something, and of the whole."""
    yield from _helps(fisoko, click.Context(fisoko, info_name="fisoko", terminal_width=WIDTH))


def _helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    if not isinstance(command, click.Group) or context.parent is None:
        yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _helps(inner, click.Context(inner, info_name=name, parent=context, terminal_width=WIDTH))


# ---- settings
def settings() -> str:
    """Every setting, its default, what it is."""
    rows = [(f"`{name}`", f"`{default}`" if default else "empty", what) for name, default, what in explained()]
    return table(("Variable", "Default", "What it is"), rows)


# ---- roles
ACTIONS = {
    Action.SEE_PUBLICATION: "See a publication",
    Action.TAKE_FILE: "Download a file of a publication (one for organisations only: not a coordinator)",
    Action.ACKNOWLEDGE: "Say that one has read a publication (an organisation that it is meant for)",
    Action.SEE_ACKNOWLEDGEMENTS: "See which organisations have read a publication",
    Action.EDIT_DRAFT: "Edit a draft",
    Action.SUBMIT: "Submit",
    Action.SEE_DATA: "See an organisation's draft, submissions and receipts",
    Action.WATCH: "Watch: figures, list of participants",
    Action.EXPORT_RESULTS: "Ask for an export of results",
    Action.REPORT_DOWNLOADS: "Ask for a report of downloads",
    Action.OPEN_REPORT: "Download a report, cancel one of one's own",
    Action.READ_NOTIFICATION: "Read a notification",
    Action.PUBLISH: "Publish, edit, withdraw",
    Action.DEFINE_FORMS: "Define forms",
    Action.CHANGE_PARTICIPANTS: "Change participants and their terms",
    Action.KEEP_ACCOUNTS: "Keep accounts",
    Action.SEE_JOURNAL: "See the journal",
    Action.KEEP_TOKENS: "Make and revoke personal tokens for programs",
}
MINE, OTHERS = ("24", 1, 1), ("05", 2, 2)  # region, organisation, account


def person(role: Role) -> Identity:
    """Somebody of this role in region 24."""
    account = None if role is Role.OPERATOR else MINE[2]
    organisation = MINE[1] if role is Role.ORGANISER else None
    region = MINE[0] if role in (Role.ORGANISER, Role.COORDINATOR) else None
    return Identity(account, "", role, "", region=region, organisation_id=organisation, organisation_kind="spo")


def situations(role: Role) -> list[tuple[str, Thing]]:
    """Things from the strangest to the nearest, each with the word for «up to here»."""
    region, organisation, account = MINE
    return [
        ("all", Thing(*OTHERS, Audience(roles=("nobody",)))),
        ("of the own region", Thing(region, OTHERS[1], OTHERS[2])),
        ("of the own organisation", Thing(region, organisation, OTHERS[2])),
        ("own, of the own region" if role is Role.COORDINATOR else "own", Thing(region, OTHERS[1], account)),
        ("meant for them", Thing(*OTHERS, Audience(roles=(role.value,)))),
    ]


def word(role: Role, action: Action) -> str:
    """How far this role may go."""
    found = next((word for word, thing in situations(role) if may(person(role), action, thing)), "–")
    if found == "all" and not scope(person(role)).all_regions:
        return f"within {reach(role)}"
    return "own" if found == "own, of the own region" and may(person(role), action, Thing("05", 2, MINE[2])) else found


def reach(role: Role) -> str:
    """What the lists of this role hold."""
    held = scope(person(role))
    return "all" if held.all_regions else "the own organisation" if held.organisation_id else "the own region"


def roles() -> str:
    """The permission table as it answers."""
    rows = [(ACTIONS[action], *(word(role, action) for role in Role)) for action in Action]
    rows.append(("**Lists, figures and exports hold**", *(f"**{reach(role)}**" for role in Role)))
    return table(("Action", *(role.value for role in Role)), rows)


# ---- functions of formulas
def functions() -> str:
    """Every function of a form's formulas with its Russian name."""
    return table(("In the file", "In a Russian Excel"), [(f"`{one.name}`", f"`{one.russian}`") for one in known()])


def known() -> list:
    """The functions by name."""
    return sorted(FUNCTIONS.values(), key=lambda one: one.name)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


# ---- tables that programs read
DTYPES = {
    Kind.TEXT: ("str", "string"),
    Kind.CATEGORY: ("category", "string"),
    Kind.INTEGER: ("Int64", "int64"),
    Kind.NUMBER: ("Float64", "double"),
    Kind.BOOLEAN: ("boolean", "bool"),
    Kind.DATE: ("datetime64[s]", "date32"),
    Kind.TIME: ("object", "time32[s]"),
    Kind.MOMENT: ("datetime64[us, UTC]", "timestamp[us, UTC]"),
    Kind.GENERAL: ("Float64, or str", "string"),
}


def tables() -> str:
    """Every table of the reading addresses, column by column, and the types of what a form's columns become."""
    parts = []
    for one in TABLES.values():
        rows = [(f"`{f.name}`", DTYPES[f.kind][0], f.title, f.note) for f in one.fields]
        parts.append(f"## {one.name}\n\nA row: {one.title[0].lower()}{one.title[1:]}.\n\n")
        parts.append(table(("Column", "In pandas", "Title", "Meaning"), rows) + "\n")
    kinds = [(kind.value, *types) for kind, types in DTYPES.items()]
    return "".join(parts) + "## Kinds\n\n" + table(("Kind", "In pandas", "In Arrow and Parquet"), kinds)


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "settings.md": settings,
    "roles.md": roles,
    "forms.md": functions,
    "tables.md": tables,
}


def made(name: str, make: Callable[[], str]) -> str:
    """The page as it has to be: its own text, with the part between the marks made anew."""
    text = (DOCS / "reference" / name).read_text("utf-8")
    assert len(MADE.findall(text)) == 1, f"{name} has no place between marks"
    return MADE.sub(lambda _: f"{BEGIN}\n{make().rstrip()}\n\n{END}", text)


def main() -> None:
    """Write every page whose made part differs."""
    for name, make in PAGES.items():
        path, text = DOCS / "reference" / name, made(name, make)
        if path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(path.relative_to(ROOT))  # noqa: T201


if __name__ == "__main__":
    main()
