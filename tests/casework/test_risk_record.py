"""The build fails where a list of points, or its version, has no current transparency record."""

import json
from pathlib import Path

from skillshire.casework import risk, risk_record

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "privacy"
HOW = "run: skillshire risk record --all --write docs/privacy"


def test_every_list_and_version_has_a_current_record():
    models = list(risk.models().values())
    assert (FOLDER / "transparency-neet-risk.md").read_text() == risk_record.as_text(models), HOW


def test_the_record_for_programs_is_current_too():
    models = list(risk.models().values())
    assert json.loads((FOLDER / "transparency-neet-risk.json").read_text()) == risk_record.as_data(models), (
        HOW
    )


def test_a_new_version_makes_the_record_out_of_date():
    models = list(risk.models().values())
    changed = [models[0].model_copy(update={"version": "2"}), *models[1:]]
    assert risk_record.as_text(changed) != risk_record.as_text(models)


def test_the_record_names_what_stands_close_to_a_protected_characteristic():
    found = {
        one["id"]: one["close_to_protected"]
        for one in risk_record.as_data(list(risk.models().values()))["lists"]
    }
    assert found["skillshire-2026"] == []
    assert "special educational needs" in found["four-councils-2023"]
