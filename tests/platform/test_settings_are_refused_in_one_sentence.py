"""A wrong or unknown setting stops the start with a sentence that names it and never its value."""

import pytest

from axin.platform.kernel.settings import SettingError, load


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"AXIN_PRT": "1"}, "There is no setting AXIN_PRT; did you mean AXIN_PORT?"),
        ({"AXIN_XYZZY": "1"}, "There is no setting AXIN_XYZZY."),
        ({"AXIN_PORT": "CANARY"}, "The setting AXIN_PORT is not valid"),
        ({"AXIN_PORT": "70000"}, "The setting AXIN_PORT is not valid"),
        ({"AXIN_LOG_LEVEL": "CANARY"}, "The setting AXIN_LOG_LEVEL is not valid"),
        ({"AXIN_CONFIG": "/nowhere.toml"}, "The file of AXIN_CONFIG cannot be read"),
    ],
)
def test_each_fault_is_one_sentence(environment, sentence, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingError) as raised:
        load()
    assert str(raised.value).startswith(sentence)
    assert "CANARY" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_file_gives_and_the_environment_wins(tmp_path, monkeypatch):
    (tmp_path / "axin.toml").write_text('port = 9001\nhost = "0.0.0.0"\nallowed_local_sinks = ["127.0.0.1:9"]\n')
    monkeypatch.setenv("AXIN_CONFIG", str(tmp_path / "axin.toml"))
    monkeypatch.setenv("AXIN_PORT", "9002")
    settings = load()
    assert (settings.port, settings.host, settings.allowed_local_sinks) == (9002, "0.0.0.0", ("127.0.0.1:9",))


def test_an_unknown_name_in_the_file_is_refused(tmp_path, monkeypatch):
    (tmp_path / "axin.toml").write_text("prot = 9001\n")
    monkeypatch.setenv("AXIN_CONFIG", str(tmp_path / "axin.toml"))
    with pytest.raises(SettingError, match="did you mean port"):
        load()


def test_lists_are_written_with_commas(monkeypatch):
    monkeypatch.setenv("AXIN_ALLOWED_LOCAL_SINKS", "127.0.0.1:1, localhost:2")
    assert load().allowed_local_sinks == ("127.0.0.1:1", "localhost:2")
