import click


@click.command()
def publish_due() -> None:
    """Publish what is scheduled for now or before, and take back what has expired.

    `skillshire serve` does this by itself every few minutes; a site that is served otherwise runs it from a
    timer.
    """
    from skillshire.config import housekeeping, startup

    startup.ready()
    done = housekeeping.publish_due()
    click.echo(f"{done.published} published, {done.withdrawn} taken back.")
