"""Reads the environment variables that configure Skillshire. Plain Python: it runs before Django does."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from skillshire.core.errors import UserError

PACKAGE = Path(__file__).resolve().parent.parent
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
SECRET_BYTES = 50  # 400 bits; Django's own generator gives about 280


def boolean(name: str, environ: Mapping[str, str] = os.environ) -> bool:
    """False where it is not set; anything that is neither a yes nor a no is an error, not a guess."""
    text = environ.get(name, "").strip()
    if text.lower() in TRUE:
        return True
    if text.lower() in FALSE:
        return False
    raise UserError(f"{name} is “{text}”; write 1 for yes or 0 for no, or leave it out.")


def whole(name: str, default: int, environ: Mapping[str, str] = os.environ) -> int:
    """A whole number from 0 up."""
    text = environ.get(name, "").strip()
    if not text:
        return default
    if text.isascii() and text.isdigit():
        return int(text)
    raise UserError(f"{name} is “{text}”; write a whole number such as {default}, or leave it out.")


def words(name: str, default: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in environ.get(name, default).split(",") if word.strip()]


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """Where records, releases and built files live: SKILLSHIRE_HOME, the checkout's var/, or ./var."""
    if given := environ.get("SKILLSHIRE_HOME", "").strip():
        return Path(given).expanduser().resolve()
    checkout = PACKAGE.parent
    base = checkout if (checkout / "pyproject.toml").exists() else Path.cwd()
    return base / "var"


def secret_key(folder: Path, environ: Mapping[str, str] = os.environ) -> str:
    """SKILLSHIRE_SECRET_KEY, or the text of SKILLSHIRE_SECRET_KEY_FILE, or a key made once in `folder`."""
    if given := environ.get("SKILLSHIRE_SECRET_KEY", "").strip():
        return given
    if file := environ.get("SKILLSHIRE_SECRET_KEY_FILE", "").strip():
        return _read_key(Path(file).expanduser(), "SKILLSHIRE_SECRET_KEY_FILE names")
    kept = folder / "secret-key"
    if not kept.exists():
        _make_key(kept)
    return _read_key(kept, "Skillshire keeps its key in")


def _read_key(file: Path, who: str) -> str:
    try:
        key = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise UserError(f"{who} {file}, which cannot be read; check that it exists and its rights.") from None
    if not key:
        raise UserError(f"{who} {file}, which is empty; put a long random text in it.")
    return key


def _make_key(file: Path) -> None:
    """Written aside and linked into place, so that two processes that start at once agree on one key."""
    aside = file.with_name(f".{file.name}-{secrets.token_hex(8)}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(secrets.token_urlsafe(SECRET_BYTES) + "\n")
        _link(aside, file)
    except OSError as error:
        reason = error.strerror or "the disk refused"
        raise UserError(
            f"Skillshire cannot write to {file.parent} ({reason}); "
            "set SKILLSHIRE_HOME to a folder it may use."
        ) from None
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()


def _link(aside: Path, file: Path) -> None:
    with contextlib.suppress(FileExistsError):  # another process was first: its key stands
        os.link(aside, file)


FACES = ("both", "public", "office")


def face(environ: Mapping[str, str] = os.environ) -> str:
    """What this process serves: the public pages, the office where staff sign in, or both."""
    text = environ.get("SKILLSHIRE_FACE", "").strip() or "both"
    if text not in FACES:
        raise UserError(f"SKILLSHIRE_FACE is “{text}”; write public, office or both, or leave it out.")
    return text


def database_url(default: str, environ: Mapping[str, str] = os.environ) -> str:
    return environ.get("DATABASE_URL", "").strip() or default


def is_true(name: str) -> bool:
    """As `boolean`, for use where an error is already being reported."""
    try:
        return boolean(name)
    except UserError:
        return False
