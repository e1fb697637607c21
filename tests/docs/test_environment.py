"""What is installed is said in one place: pyproject, the locks and the conda environment agree."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCKS = {name: (ROOT / "requirements" / f"{name}.txt").read_text() for name in ("runtime", "test", "notebooks")}
WANTED = {
    "runtime": PROJECT["dependencies"],
    "test": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"],
    "notebooks": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["notebooks"],
}


def locked(text: str) -> list[Requirement]:
    lines = re.sub(r"\\\n", " ", text).splitlines()
    return [Requirement(line.split(" --hash")[0].strip()) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_of_the_project_is_locked_within_its_range(name: str) -> None:
    have: dict[str, list[Requirement]] = {}
    for one in locked(LOCKS[name]):
        have.setdefault(canonicalize_name(one.name), []).append(one)
    for line in WANTED[name]:
        wanted = Requirement(line)
        found = have.get(canonicalize_name(wanted.name), [])
        assert found, f"{wanted} is not in requirements/{name}.txt: make lock"
        for one in found:
            version = next(iter(one.specifier)).version
            assert wanted.specifier.contains(version), f"{one} does not satisfy {wanted}: make lock"


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes(name: str) -> None:
    text = re.sub(r"\\\n", " ", LOCKS[name])
    for line in filter(None, text.splitlines()):
        assert re.match(r"[a-z0-9-]+==\S+( ; .+?)?\s+--hash=sha256:[0-9a-f]{64}", line), line


@pytest.mark.parametrize("path", [*(f"requirements/{name}.txt" for name in LOCKS), "environment.yml"])
def test_no_lock_names_an_address(path: str) -> None:
    assert not re.search(r"https?:|file:|--index|--extra-index|--find-links|@ ", (ROOT / path).read_text())


def test_the_locks_of_tests_and_notebooks_hold_the_runtime_lock() -> None:
    runtime, test, notebooks = ({str(one) for one in locked(LOCKS[name])} for name in LOCKS)
    assert runtime <= test
    assert runtime <= notebooks


def test_conda_brings_the_same_python_and_the_same_lock() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    packages = environment["dependencies"]
    assert f"python{PROJECT['requires-python']}" in packages
    assert {"pip": ["-r requirements/runtime.txt"]} in packages


def test_what_the_environment_installs_is_what_is_locked() -> None:
    script = (ROOT / "scripts" / "environment").read_text()
    assert "--require-hashes --no-deps -r" in script
