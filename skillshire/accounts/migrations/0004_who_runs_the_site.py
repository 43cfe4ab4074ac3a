"""Keeps which organisation runs the site, for an office that has an administrator: the first one's."""

from typing import Any

from django.db import migrations

KEY = "runs-the-site"


def keep(apps: Any, schema_editor: Any) -> None:
    held = apps.get_model("accounts", "Membership").objects.filter(role="administrator")
    first = held.order_by("starts", "pk").select_related("organisation").first()
    if first:
        facts = apps.get_model("core", "SiteFact").objects
        facts.get_or_create(key=KEY, defaults={"value": first.organisation.slug})


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_sign_in_links_and_tallies"),
        ("core", "0002_site_facts"),
    ]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
