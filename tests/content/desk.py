"""What an editor and a publisher do in the editor, as the browser would send it."""

from django.test import Client

from skillshire.content.models import ProgressDraft
from tests.web.office import signing_in

EDITING = "/office/editing/"
PROGRESS = f"{EDITING}snippets/content/progressdraft/"


class Desk:
    """Somebody who has signed in, before the editor."""

    def __init__(self, person, second_factor=False):
        self.client = Client()
        signing_in.sign_in(self.client, person, second_factor=second_factor)

    def get(self, address):
        return self.client.get(address)

    def add(self, action, **changed):
        """Write a new draft; the draft, or the page that came back where it was refused."""
        response = self.client.post(f"{PROGRESS}add/", fields(action, **changed))
        return ProgressDraft.objects.latest("pk") if response.status_code == 302 else response

    def edit(self, draft, how="", **changed):
        """Save the draft as changed. `how` is the button: submit, publish, or a step of the review."""
        values = fields(draft.of_action, **changed)
        if how in ("approve", "reject"):
            values |= {"action-workflow-action": "true", "workflow-action-name": how}
            values |= {"workflow-action-extra-data": '{"comment": "Say which firms."}'}
        elif how:
            values[f"action-{how}"] = "true"
        response = self.client.post(f"{PROGRESS}edit/{draft.pk}/", values)
        draft.refresh_from_db()
        return response

    def press(self, draft, what):
        response = self.client.post(f"{PROGRESS}{what}/{draft.pk}/", {})
        draft.refresh_from_db()
        return response


def fields(action, **changed):
    return {
        "of_action": action.pk,
        "on": "2026-10-31",
        "status": "in-progress",
        "note": "Forty firms asked.",
        "source": "Borsetshire Growth Hub",
        "spent": "12500",
        "spent_from": "2026-04-01",
        "spent_to": "2026-09-30",
        "go_live_at": "",
        "expire_at": "",
        **changed,
    }
