"""Reads a definition file (YAML) into a checked model and says plainly what is wrong with it."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from skillshire.core.errors import UserError

ROOT = Path(__file__).resolve().parent.parent / "definitions"


class Definition(BaseModel):
    """A part of a definition file: an unknown word in it is an error, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Model = TypeVar("Model", bound=BaseModel)


class _Loader(yaml.SafeLoader):
    """Safe YAML in which a key given twice is an error, since the first would be lost silently."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        _check_keys(self, node)
        return super().construct_mapping(node, deep)


class _QuickLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same by libyaml, ten times as fast where PyYAML was built with it."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        _check_keys(self, node)
        return super().construct_mapping(node, deep)


def _check_keys(loader: Any, node: Any) -> None:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        if key_node.tag == "tag:yaml.org,2002:merge":  # a few lines of them can grow without end
            raise yaml.MarkedYAMLError(
                problem="“<<” takes in another mapping; write its keys out", problem_mark=key_node.start_mark
            )
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise yaml.MarkedYAMLError(
                problem="a list or a mapping cannot be a key", problem_mark=key_node.start_mark
            )
        if key in seen:
            raise yaml.MarkedYAMLError(
                problem=f"the key “{key}” stands here twice", problem_mark=key_node.start_mark
            )
        seen.add(key)


def _parsed(text: str) -> Any:
    """Where the quick one finds a fault, the other one is asked, whose words for it are better."""
    try:
        return yaml.load(text, Loader=_QuickLoader)  # noqa: S506 (a SafeLoader)
    except yaml.YAMLError:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader)


def load(path: Path) -> Any:
    """The plain content of a YAML file; UserError with the line where it cannot be read."""
    try:
        content = _parsed(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"There is no file {path}; check the name.") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "cannot be read"
        raise UserError(f"{path} {reason}; save it again as a UTF-8 text file.") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UserError(f"{path}, line {line}: not valid YAML: {error.problem}.") from None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date that no calendar has
        raise UserError(f"{path}: not valid YAML: {str(error).splitlines()[0]}.") from None
    if content is None:
        raise UserError(f"{path} is empty; copy another file of its folder to start one.")
    return content


def read(path: Path, model: type[Model]) -> Model:
    """The file as `model`; UserError names the first fault and where in the file it is."""
    try:
        return model.model_validate(load(path))
    except ValidationError as error:
        raise UserError(f"{path}: {explain(error)}") from None


def explain(error: ValidationError) -> str:
    """One sentence for the first fault of a failed check, and how many more there are."""
    first = error.errors()[0]
    where = " → ".join(str(part) for part in first["loc"]) or "the whole file"
    more = error.error_count() - 1
    message = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{where}: {message}" + (f" (and {more} more faults)." if more else ".")
