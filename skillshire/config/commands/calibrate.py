from pathlib import Path

import click


@click.command()
@click.option(
    "--output", "file", type=click.Path(path_type=Path, dir_okay=False), default=None, metavar="FILE",
    help="Where to write the page [default: docs/methodology/calibration.md of this checkout].",
)  # fmt: skip
def calibrate(file: Path | None) -> None:
    """Back-test the forecast on every area with eight or more yearly figures and write what came of it."""
    from skillshire.config import env, startup

    startup.ready_for_figures()
    from skillshire.strategy import calibration

    checkout = env.PACKAGE.parent
    here = checkout / "docs" / "methodology" if (checkout / "pyproject.toml").exists() else env.home()
    result = calibration.run(echo=lambda line: click.echo(line, err=True))
    target = file or here / "calibration.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(calibration.page(result), encoding="utf-8")
    click.echo(f"Wrote {target}")
    click.echo(calibration.closing_line(result))
