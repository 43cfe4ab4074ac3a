"""Questions about people, roles and organisations."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings

from skillshire.accounts import roles
from skillshire.accounts.administration import Charge
from skillshire.accounts.models import Membership, Organisation
from skillshire.accounts.organisations import Details
from skillshire.places import areas
from skillshire.web.office.forms.sentences import Form

Choices = list[tuple[str, str]]
STRANGER = "{} has had no role at {} yet; send an invitation to their address, which they take up themselves."


def role_hints() -> dict[str, str]:
    """What somebody with each role does and sees, for below its radio button."""
    return {role.slug: role.description for role in roles.ROLES}


def role_titles() -> dict[str, str]:
    return {role.slug: role.title for role in roles.ROLES}


def districts(codes: Iterable[str]) -> Choices:
    """The districts of these areas and of the site's own, each once, by name."""
    within = [areas.get(code) for code in dict.fromkeys([settings.SKILLSHIRE_AREA, *codes]) if code]
    found = {one.code: one.name for area in within for one in areas.children(area, "district")}
    return sorted(found.items(), key=lambda pair: pair[1])


class Email(Form):
    email = forms.EmailField(
        label="E-mail address",
        error_messages={
            "required": "Enter the e-mail address of the person to invite.",
            "invalid": "Enter an e-mail address such as name@example.org.",
        },
    )


class Employer(Form):
    organisation = forms.ChoiceField(
        label="Organisation they work for",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the organisation they work for.",
            "invalid_choice": "Choose an organisation from the list.",
        },
    )

    def __init__(self, *args: Any, charge: Charge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(charge.employers().values_list("slug", "name"))
        self.fields["organisation"].choices = known  # type: ignore[attr-defined]


class Role(Form):
    role = forms.ChoiceField(
        label="Role",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role.", "invalid_choice": "Choose a role from the list."},
    )

    def __init__(self, *args: Any, charge: Charge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(role.slug, role.title) for role in charge.roles_to_give()]
        self.fields["role"].choices = known  # type: ignore[attr-defined]


class Districts(Form):
    areas = forms.MultipleChoiceField(
        label="Districts",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick the districts whose records they may see. Tick none for the whole organisation.",
    )

    def __init__(self, *args: Any, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = districts([code])  # type: ignore[attr-defined]


class NewRole(Form):
    """All of a role at once, for somebody who is here already."""

    def __init__(self, *args: Any, charge: Charge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in (Employer(charge=charge), Role(charge=charge), Districts()):
            self.fields |= part.fields
        codes = charge.employers().exclude(area_code="").values_list("area_code", flat=True)
        known = [code for code in codes if _is_known(code)]
        self.fields["areas"].choices = districts(known)  # type: ignore[attr-defined]


def _is_known(code: str) -> bool:
    return any(area.code == code for area in areas.every())


class OrganisationForm(Form):
    name = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "Enter the organisation's name."}
    )
    short_name = forms.CharField(
        label="Short name",
        max_length=200,
        help_text="As it stands in lists, such as HCC",
        error_messages={"required": "Enter a short name; it may be the same as the name."},
    )
    kind = forms.ChoiceField(
        label="Kind",
        widget=forms.RadioSelect,
        choices=Organisation.Kind.choices,
        error_messages={"required": "Choose what kind of organisation it is."},
    )
    area_code = forms.CharField(
        label="Area it answers for (optional)",
        required=False,
        max_length=9,
        help_text="The area's code, such as E10000015",
    )
    ukprn = forms.IntegerField(
        label="UKPRN (optional)",
        required=False,
        min_value=10000000,
        max_value=99999999,
        help_text="A provider's number, 8 digits",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter a UKPRN of 8 digits, such as 10001234."
        ),
    )

    def clean_area_code(self) -> str:
        code: str = self.cleaned_data["area_code"].strip().upper()
        if code and not _is_known(code):
            raise forms.ValidationError(f"There is no area “{code}”; enter a code such as E10000015.")
        return code

    def details(self) -> Details:
        given = self.cleaned_data
        return Details(
            given["name"].strip(),
            given["short_name"].strip(),
            given["kind"],
            given["area_code"],
            given["ukprn"],
        )


def area_names(codes: Iterable[str]) -> str:
    """“Stevenage, Welwyn Hatfield”; the code itself where no area has it."""
    return ", ".join(areas.get(code).name if _is_known(code) else code for code in codes)


def held(membership: Membership) -> dict[str, Any]:
    """A role as the pages show it."""
    role = roles.get(membership.role)
    return {"membership": membership, "role": role, "areas": area_names(membership.areas)}
