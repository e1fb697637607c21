"""Settings come from the environment, and a wrong one is named."""

from pathlib import Path

import pytest

from fisoko.settings import Settings, WrongSetting, explained


def test_without_an_environment_the_base_is_a_file_in_the_home_folder() -> None:
    settings = Settings.from_environment({})
    assert settings.home == Path.cwd() / "home"
    assert settings.duckdb_file == Path.cwd() / "home" / "fisoko.duckdb"
    assert settings.port == 5006


def test_the_environment_gives_settings_and_a_command_line_beats_it() -> None:
    environ = {"FISOKO_HOME": "/srv/fisoko", "FISOKO_PORT": "5101", "FISOKO_BEHIND_PROXY": "да"}
    settings = Settings.from_environment(environ, port=5102, database=None)
    assert (settings.home, settings.port, settings.behind_proxy) == (Path("/srv/fisoko"), 5102, True)


def test_cookies_are_secure_when_people_come_over_https() -> None:
    assert Settings.from_environment({"FISOKO_PUBLIC_URL": "https://cabinet.example"}).secure
    assert not Settings.from_environment({"FISOKO_PUBLIC_URL": "http://cabinet.example"}).secure


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("FISOKO_PORT", "много"),
        ("FISOKO_PORT", "70000"),
        ("FISOKO_PORT", "٥٠٠٦"),
        ("FISOKO_BEHIND_PROXY", "может быть"),
        ("FISOKO_DATABASE", "mysql://localhost/x"),
        ("FISOKO_DATABASE", "duckdb:"),
        ("FISOKO_PUBLIC_URL", "cabinet.example"),
        ("FISOKO_READERS", "0"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(variable: str, value: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        Settings.from_environment({variable: value})
    assert caught.value.variable == variable


def test_settings_survive_the_way_through_an_environment() -> None:
    settings = Settings.from_environment({"FISOKO_BEHIND_PROXY": "1", "FISOKO_HOME": "/srv/f", "FISOKO_READERS": "2"})
    assert Settings.from_environment(settings.to_environment()) == settings


def test_every_setting_is_explained_and_has_its_own_variable() -> None:
    rows = explained()
    assert len({variable for variable, _, _ in rows}) == len(rows)
    assert all(variable.startswith("FISOKO_") and text for variable, _, text in rows)
