from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "skillshire.config"
    label = "config"

    def ready(self) -> None:
        from skillshire.config import checks  # noqa: F401  (registers them)
