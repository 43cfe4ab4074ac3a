from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.config import env
from skillshire.core.errors import UserError


@pytest.mark.parametrize("text", ["1", "true", "YES", " on "])
def test_reads_a_yes(text):
    assert env.boolean("X", {"X": text}) is True


@pytest.mark.parametrize("text", ["0", "False", "no", "off", ""])
def test_reads_a_no(text):
    assert env.boolean("X", {"X": text}) is False


def test_what_is_not_set_is_a_no():
    assert env.boolean("X", {}) is False


@given(st.text(max_size=20))
def test_refuses_anything_else_by_name(text):
    if text.strip().lower() in env.TRUE | env.FALSE:
        return
    with pytest.raises(UserError, match="SKILLSHIRE_DEBUG"):
        env.boolean("SKILLSHIRE_DEBUG", {"SKILLSHIRE_DEBUG": text})


def test_words_are_split_at_commas_and_trimmed():
    assert env.words("X", "", {"X": " a.example , b.example,"}) == ["a.example", "b.example"]


def test_home_is_the_folder_named(tmp_path):
    assert env.home({"SKILLSHIRE_HOME": str(tmp_path)}) == tmp_path.resolve()


def test_home_in_a_checkout_is_its_var():
    assert env.home({}) == env.PACKAGE.parent / "var"


def test_home_elsewhere_is_var_where_one_stands(tmp_path, monkeypatch):
    monkeypatch.setattr(env, "PACKAGE", tmp_path / "site-packages" / "skillshire")
    monkeypatch.chdir(tmp_path)
    assert env.home({}) == tmp_path / "var"


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    first = env.secret_key(tmp_path / "home", {})
    assert len(first) >= 50
    assert env.secret_key(tmp_path / "home", {}) == first
    assert (tmp_path / "home" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_at_once_agree_on_the_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: env.secret_key(tmp_path, {}), range(32)))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def test_the_variable_comes_before_the_file_and_the_file_before_our_own(tmp_path):
    file = tmp_path / "key"
    file.write_text("from the file\n")
    both = {"SKILLSHIRE_SECRET_KEY": "from the variable", "SKILLSHIRE_SECRET_KEY_FILE": str(file)}
    assert env.secret_key(tmp_path / "home", both) == "from the variable"
    assert env.secret_key(tmp_path / "home", {"SKILLSHIRE_SECRET_KEY_FILE": str(file)}) == "from the file"
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("content", [None, "", "\n"])
def test_refuses_a_key_file_that_is_missing_or_empty(tmp_path, content):
    file = tmp_path / "key"
    if content is not None:
        file.write_text(content)
    with pytest.raises(UserError, match="SKILLSHIRE_SECRET_KEY_FILE"):
        env.secret_key(tmp_path, {"SKILLSHIRE_SECRET_KEY_FILE": str(file)})


def test_says_which_folder_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="SKILLSHIRE_HOME"):
        env.secret_key(tmp_path / "file" / "home", {})


@pytest.mark.parametrize(("text", "number"), [("", 600), (" 0 ", 0), ("1200", 1200)])
def test_a_whole_number_is_read(text, number):
    assert env.whole("X", 600, {"X": text}) == number


@pytest.mark.parametrize("text", ["-1", "1.5", "many", "٣", "10/min"])
def test_what_is_no_whole_number_is_refused_by_name(text):
    with pytest.raises(UserError, match="SKILLSHIRE_API_RATE"):
        env.whole("SKILLSHIRE_API_RATE", 600, {"SKILLSHIRE_API_RATE": text})
