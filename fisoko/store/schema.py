"""The schema of the base: numbered migrations, and the refusal of a base newer than the program."""

import csv
from importlib import resources

from fisoko.store.engine import Engine
from fisoko.store.statement import parse_statement


class NewerBase(Exception):
    """The base was made by a newer program."""

    def __init__(self, base: int, program: int) -> None:
        super().__init__(
            f"База данных новее программы: в базе миграция {base}, программа знает только {program}. "
            "Установите новую версию fisoko или восстановите копию базы, сделанную до обновления."
        )


def migrations(dialect: str = "") -> dict[int, str]:
    """Number → text of every migration of this program, with what `NNNN_name.<dialect>.sql` adds on one engine."""
    folder = resources.files("fisoko.store") / "sql" / "migrations"
    known: dict[int, str] = {}
    for file in sorted(folder.iterdir(), key=lambda file: (file.name[:4], file.name.count("."))):
        name, *only, ending = file.name.split(".")
        if ending == "sql" and only in ([], [dialect]):
            known[int(name[:4])] = known.get(int(name[:4]), "") + file.read_text("utf-8")
    return known


def migrate(engine: Engine) -> int:
    """Bring the base to this program's schema and answer its number.

    Raises NewerBase when the base has a migration that this program does not know.
    """
    known = migrations(engine.dialect)
    with engine.transaction() as tx:
        if engine.dialect == "postgres":  # several processes may start at once
            tx.script("select pg_advisory_xact_lock(4632711)")
        tx.script("create table if not exists migration (number integer primary key)")
        row = tx.one(parse_statement("newest", "select coalesce(max(number), 0) as number from migration"))
        base = row["number"] if row else 0
        if base > max(known):
            raise NewerBase(base, max(known))
        for number in sorted(known):
            if number > base:
                tx.script(known[number])
                tx.run(parse_statement("done", "insert into migration values (:number)"), number=number)
        if base == 0:
            _fill_regions(tx)
    return max(known)


def _fill_regions(tx) -> None:  # noqa: ANN001 - a Transaction
    text = (resources.files("fisoko.store") / "regions.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    tx.run(
        parse_statement(
            "regions",
            "insert into region select unnest(:codes::text[]), unnest(:names::text[]), unnest(:offsets::integer[])",
        ),
        codes=[row["code"] for row in rows],
        names=[row["name"] for row in rows],
        offsets=[int(row["utc_offset"]) for row in rows],
    )
