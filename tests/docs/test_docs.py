"""The reference says what the program is; the recipes name commands, settings and addresses that exist."""

import re
import shlex
from pathlib import Path

import click
import pytest
from tornado.web import RequestHandler

from fisoko.cli.main import fisoko
from fisoko.cli.serve import panel_arguments
from fisoko.domain.forms.form import FREE_ROWS
from fisoko.domain.forms.reading import about, formulas, guard, headings, layout, validation, workbook, xml_count
from fisoko.domain.forms.value import LONGEST
from fisoko.domain.person import Role
from fisoko.services.permissions import Action
from fisoko.settings import Settings, variable_of
from fisoko.web.handlers.body import BodyHandler
from fisoko.web.live import COLLECTION_PAGES
from fisoko.web.pages.guide import anchor
from fisoko.web.routes import ARCHIVE, CODE, GUIDE_PAGE, GUIDE_PICTURE, LOGIN, NUMBER, ROUTES, SHEET, SUBMITTED
from tests.docs import write
from tests.docs.texts import DOCS, ROOT, blocks, texts

REFERENCE = DOCS / "reference"
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
NAMED = re.compile(r"`(/[^`]*)`")
ROW = re.compile(r"^\| `(/[^`]*)` \| ([A-Z, ]+) \|", re.MULTILINE)
NAMES = {
    ARCHIVE: "{id}.zip",  # before its number
    NUMBER: "{id}",
    LOGIN: "{login}",
    SUBMITTED: "{code}.xlsx",  # before its code
    CODE: "{code}",
    SHEET: "{sheet}",
    r"openapi\.json": "openapi.json",
    r"template\.xlsx": "template.xlsx",
    r"participants\.tsv": "participants.tsv",
    r"analysis\.xlsx": "analysis.xlsx",
    GUIDE_PAGE: "{page}",
    GUIDE_PICTURE: "{picture}",
    r"([0-9a-f]+)/([A-Za-z0-9_./-]+)": "{version}/{name}",
}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
AGAIN = "stale: run `python -m tests.docs.write`"


def reference(name: str) -> str:
    return (REFERENCE / name).read_text("utf-8")


# ---- what is made from the program
@pytest.mark.parametrize("name", write.PAGES)
def test_a_page_made_from_the_program_is_what_the_program_says_now(name: str) -> None:
    assert reference(name) == write.made(name, write.PAGES[name]), AGAIN


def test_every_command_has_its_help_in_the_reference() -> None:
    named = set(re.findall(r"^## (fisoko.*)$", reference("commands.md"), re.MULTILINE))
    assert named == {path for path, _ in write.helps()}
    assert {"fisoko", "fisoko serve", "fisoko accounts import", "fisoko publications create"} <= named


def test_every_action_and_every_role_stands_in_the_table_of_permissions() -> None:
    rows = [line for line in reference("roles.md").splitlines() if line.startswith("| ")]
    assert [cell.strip() for cell in rows[0].split("|")[2:-1]] == [role.value for role in Role]
    assert [row.split(" |")[0].removeprefix("| ") for row in rows[2:-1]] == [write.ACTIONS[one] for one in Action]


# ---- serving
def given(settings: Settings) -> list[str]:
    return panel_arguments(settings.checked())


def flags(words: list[str]) -> set[str]:
    return {word for word in words if word.startswith("--")}


def test_serving_names_every_flag_and_no_other() -> None:
    every = given(Settings(public_url="https://cabinet.example", behind_proxy=True))
    text = reference("serving.md")
    assert set(re.findall(r"`(--[a-z-]+)`", text)) == flags(every)


def test_the_command_written_out_is_the_one_that_fisoko_serve_runs(tmp_path: Path) -> None:
    written = next(block for block in blocks(reference("serving.md"), "sh") if "panel serve" in block)
    words = shlex.split(written[written.index("panel serve") :])[1:]

    def comparable(words: list[str]) -> list[str]:
        """Paths as in the checkout, the origins in any order."""
        short = [word.removeprefix(f"{ROOT}/") for word in words]
        at = short.index("--allow-websocket-origin")
        return short[:at] + sorted(short[at:])

    assert comparable(words) == comparable(given(Settings(home=tmp_path)))


# ---- addresses
def readable(pattern: str) -> str:
    for group, name in NAMES.items():
        pattern = pattern.replace(group, name)
    assert not re.search(r"[()\\\[\]*+?]", pattern), f"no name for {pattern}"
    return pattern


def live_pages() -> set[str]:
    last = re.search(r"\(([a-z|]+)\)$", COLLECTION_PAGES)
    assert last
    return {f"/collections/{{id}}/{page}" for page in last[1].split("|")}


def ours() -> set[str]:
    return {readable(pattern) for pattern, _, _ in ROUTES} | live_pages()


def test_every_address_is_named_and_every_named_one_is_there() -> None:
    panels = {"/static/{name}", "/favicon.ico"}
    assert {address for address, _ in ROW.findall(reference("addresses.md"))} == ours() | panels


def test_every_live_page_is_named_with_its_websocket() -> None:
    named = set(NAMED.findall(reference("addresses.md")))
    assert {f"{page}/ws" for page in live_pages()} | {"/ws"} <= named


def test_the_methods_of_each_address_are_the_ones_it_knows() -> None:
    said = {address: {*methods.split(", ")} for address, methods in ROW.findall(reference("addresses.md"))}
    for pattern, handler, _ in ROUTES:
        known = {
            name for name in METHODS if getattr(handler, name.lower()) is not getattr(RequestHandler, name.lower())
        }
        assert said[readable(pattern)] == known, pattern
        assert issubclass(handler, BodyHandler) <= ("POST" in known)


# ---- forms
def test_the_limits_of_a_form_are_the_ones_that_are_held() -> None:
    table = reference("forms.md").partition("## Limits")[2].partition("## ")[0]
    rows = "\n".join(line for line in table.splitlines() if line.startswith("|"))
    said = [int(number.replace(" ", "")) for number in re.findall(r"\d{1,3}(?: \d{3})+|\d+", rows)]
    assert said == [
        headings.LEVELS,
        layout.COLUMNS,
        FREE_ROWS,
        about.MOST_ROWS,
        workbook.CELLS,
        xml_count.CELLS,
        validation.LONGEST_LIST,
        formulas.LONGEST,
        LONGEST,
        15,
        guard.FILE >> 20,
        guard.UNPACKED >> 20,
        guard.RATIO,
    ]


def test_every_function_of_formulas_is_named() -> None:
    text = reference("forms.md")
    assert write.known()
    assert [one.name for one in write.known() if f"`{one.name}` | `{one.russian}`" not in text] == []


# ---- every text
def commands() -> list[tuple[str, list[str]]]:
    """Every command line of `fisoko` in a code block: (file, its words)."""
    found = []
    for path in texts():
        for block in blocks(path.read_text("utf-8"), "", "sh"):
            lines = [line.strip().partition("   #")[0] for line in block.splitlines()]
            found += [(path.name, shlex.split(line)[1:]) for line in lines if re.match(r"fisoko\s", line)]
    return found


def test_every_command_in_a_text_can_be_given() -> None:
    assert len(commands()) > 10
    wrong = []
    for name, words in commands():
        command: click.Command | None = fisoko
        context = click.Context(fisoko, info_name="fisoko")
        left = list(words)
        while isinstance(command, click.Group) and left:
            word = left.pop(0)
            command = command.get_command(context, word)
        if command is None or isinstance(command, click.Group):
            wrong.append((name, words))
            continue
        options = {option for one in command.get_params(context) for option in one.opts}
        wrong += [(name, word) for word in left if word.startswith("--") and word not in options]
    assert wrong == []


def test_every_setting_in_a_text_exists() -> None:
    known = {variable_of(name) for name in Settings.__dataclass_fields__}
    tests_own = {"FISOKO_CHROMIUM", "FISOKO_PICTURES", "FISOKO_URL", "FISOKO_TOKEN"}  # the last two are the notebooks'
    for path in texts():
        named = set(re.findall(r"FISOKO_[A-Z_]+", path.read_text("utf-8")))
        assert named - known - tests_own == set(), path.name


def test_every_link_between_texts_leads_somewhere() -> None:
    broken = []
    for path in texts():
        for link in LINK.findall(path.read_text("utf-8")):
            address, _, part = link.partition("#")
            if re.match(r"[a-z]+:", link):
                continue
            target = (path.parent / address).resolve() if address else path
            if not target.exists():
                broken.append((path.name, link))
            elif part and target.suffix == ".md":
                headings_of = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.MULTILINE)
                if part not in {anchor(heading) for heading in headings_of}:
                    broken.append((path.name, link))
    assert broken == []
