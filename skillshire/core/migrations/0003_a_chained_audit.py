"""The audit is chained: a digest for each event, seals over batches, and triggers that refuse any change."""

from typing import Any

from django.db import migrations, models

from skillshire.core import chain, guard

BATCH = 2000


def give_digests(apps: Any, schema_editor: Any) -> None:
    """Events of before have no digest yet. Their content stays as it is."""
    records = apps.get_model("core", "AuditEvent").objects.using(schema_editor.connection.alias)
    events = records.filter(digest="").order_by("id")
    while batch := list(events[:BATCH]):
        for event in batch:
            event.digest = chain.digest(event.event, event.subject, event.by, event.at, event.detail)
        records.bulk_update(batch, ["digest"])


def install(apps: Any, schema_editor: Any) -> None:
    guard.install(schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_site_facts")]

    operations = [
        migrations.AddField("auditevent", "digest", models.CharField(default="", max_length=64), False),
        migrations.AddField("auditevent", "seal", models.PositiveIntegerField(blank=True, null=True)),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("previous", models.CharField(max_length=64)),
                ("events", models.JSONField()),
                ("hash", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.CreateModel(
            name="AuditSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.BigIntegerField()),
                ("subject", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "event"], name="core_audit_subject"),
                    models.Index(fields=["event"], name="core_audit_subject_of"),
                ],
            },
        ),
        migrations.RunPython(give_digests, migrations.RunPython.noop),
        migrations.AddIndex("auditevent", models.Index(fields=["by", "at"], name="core_audit_by_person")),
        migrations.AddIndex("auditevent", models.Index(fields=["at"], name="core_audit_by_time")),
        migrations.AddIndex("auditevent", models.Index(fields=["seal", "id"], name="core_audit_by_seal")),
        migrations.RunPython(install, remove),
    ]
