import click

from skillshire.config.commands import output
from skillshire.core.errors import UserError


@click.command()
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="At most so many.")
@output.FORMAT
def areas(query: str, limit: int, form: str) -> None:
    """Find areas by QUERY: a code, a name old or new, the start of one, or a postcode."""
    found = [_row(area) for area in _find(query, limit)]
    if form == "json":
        output.as_json(found)
    elif found:
        output.as_table(["code", "name", "level", "start", "end"], found)
    else:
        raise UserError(
            f"No area's name or code is like “{query[:60]}”; try another spelling, or a postcode."
        )


def _find(query: str, limit: int):  # type: ignore[no-untyped-def]  # Area is imported only when called
    from skillshire.places import areas as places
    from skillshire.places import postcodes

    found = places.find(query, limit)
    if not found and any(letter.isdigit() for letter in query):
        found = [postcodes.find(query).area]
    return found


def _row(area) -> dict[str, object]:  # type: ignore[no-untyped-def]
    return {
        "code": area.code,
        "name": area.name,
        "level": area.level,
        "parents": list(area.parents),
        "start": area.start.isoformat() if area.start else None,
        "end": area.end.isoformat() if area.end else None,
        "former_codes": list(area.former_codes),
        "former_names": list(area.former_names),
        "successors": list(area.successors),
    }
