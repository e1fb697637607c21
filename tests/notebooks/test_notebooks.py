"""The notebooks: kept without outputs, and run as they stand against a served demonstration."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import openpyxl
import pytest
from nbclient import NotebookClient

from tests.browser.site import Site

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.fixture(scope="module")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(shutil.copytree(filled, tmp_path_factory.mktemp("notebooks"), dirs_exist_ok=True))
    made.start()
    yield made
    made.kill()


@pytest.fixture(scope="module")
def token(site: Site) -> str:
    return site.run("accounts", "token", "spo_coord_24", "--name", "Тетради").stdout.strip()


def run(path: Path, folder: Path) -> nbformat.NotebookNode:
    """The notebook with its outputs; a cell that raises fails the test with what it said."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return notebook


def printed(notebook: nbformat.NotebookNode) -> str:
    parts = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            parts.append(output.get("text", "") or output.get("data", {}).get("text/plain", ""))
    return "\n".join(parts)


def test_there_are_six_notebooks_and_none_keeps_outputs():
    assert len(NOTEBOOKS) == 6
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                assert not cell.outputs, f"{path.name} keeps outputs"
                assert cell.execution_count is None, f"{path.name} keeps numbers of runs"


@pytest.mark.filterwarnings("default")  # the kernel's own libraries warn in this process, too
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_against_the_demonstration(
    path: Path, site: Site, token: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FISOKO_URL", site.url)
    monkeypatch.setenv("FISOKO_TOKEN", token)
    monkeypatch.setenv("HOME", str(tmp_path))
    said = printed(run(path, tmp_path))
    if path.stem.startswith("1_"):
        assert "Красноярский край" in said
        assert "Республика Дагестан" not in said  # another region's coordinator sees that
    if path.stem.startswith("6_"):
        book = openpyxl.load_workbook(tmp_path / "otchet_rukovoditelyu.xlsx")
        assert book.sheetnames == ["Ход сбора", "Не сдали", "Свод", "О файле"]
        titles = [cell.value for cell in book["Ход сбора"][1]]
        row = dict(zip(titles, [cell.value for cell in book["Ход сбора"][2]], strict=True))
        assert row["Не приступило"] + row["В работе"] == book["Не сдали"].max_row - 1
        assert row["Всего"] == row["Не приступило"] + row["В работе"] + row["Сдано"]
