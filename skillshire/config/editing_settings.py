"""Settings of the strategy's editor, which is Wagtail: only what is used of it, nothing from elsewhere."""

from pathlib import Path
from typing import Any

import wagtail

from skillshire.config import env

# wagtail.images and wagtail.documents are left out, with their tables: no draft has a picture or a file. The
# editor's style sheet names one of the former's pictures all the same.
_PICTURES = Path(wagtail.__file__).parent / "images" / "static"
SETTINGS: dict[str, Any] = {
    "WAGTAIL_SITE_NAME": "Skillshire",
    "WAGTAILADMIN_BASE_URL": "",  # links within the editor name no host
    # Accounts are the office's own.
    "WAGTAILADMIN_LOGIN_URL": "account_login",
    "WAGTAIL_PASSWORD_MANAGEMENT_ENABLED": False,
    "WAGTAIL_PASSWORD_RESET_ENABLED": False,
    "WAGTAIL_EMAIL_MANAGEMENT_ENABLED": False,
    "WAGTAILUSERS_PASSWORD_ENABLED": False,
    # Nothing is asked of other sites: pictures of people, news of Wagtail, its newest version.
    "WAGTAIL_GRAVATAR_PROVIDER_URL": None,
    "WAGTAIL_ENABLE_UPDATE_NOTIFICATION": False,
    "WAGTAIL_ENABLE_WHATS_NEW_BANNER": False,
    "STATICFILES_DIRS": [env.PACKAGE / "web" / "static", _PICTURES],
    "STATICFILES_FINDERS": [
        "django.contrib.staticfiles.finders.FileSystemFinder",
        "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    ],
}
