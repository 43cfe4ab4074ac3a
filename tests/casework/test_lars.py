"""What LARS knows of an aim, a programme and a part of one."""

import pytest

from skillshire.casework import lars
from skillshire.casework.ilr.records import ALONE, COMPONENT, PROGRAMME, Aim

SOFTWARE = {"prog_type": 25, "standard": 91}  # level 4, subject 6.1
UNSAID = {"prog_type": 25, "standard": 99999}  # a standard that LARS does not list


@pytest.fixture
def known(tmp_path):
    """As LARS has them: one aim stands for every apprenticeship, at no level and in no subject."""
    source = tmp_path / "download"
    source.mkdir()
    (source / "LearningDelivery.csv").write_text(
        "LearnAimRef,NotionalNVQLevelv2,SectorSubjectAreaTier2\n"
        "ZPROG001,X,-2.00\n60000001,2,14.10\n60000002,X,-1.00\n"
    )
    lars.build(source, tmp_path / "home")
    return lars.load(tmp_path / "home")


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        (Aim(aim_ref="ZPROG001", aim_type=PROGRAMME, **SOFTWARE), ("4", "6.1")),
        (Aim(aim_ref="ZPROG001", aim_type=PROGRAMME, prog_type=3), ("2", "")),
        (Aim(aim_ref="60000001", aim_type=PROGRAMME, **SOFTWARE), ("4", "6.1")),
        (Aim(aim_ref="60000001", aim_type=PROGRAMME, **UNSAID), ("2", "14.1")),
        (Aim(aim_ref="60000001", aim_type=COMPONENT, **SOFTWARE), ("2", "14.1")),
        (Aim(aim_ref="60000002", aim_type=COMPONENT, **SOFTWARE), ("4", "6.1")),
        (Aim(aim_ref="60000001", aim_type=ALONE), ("2", "14.1")),
        (Aim(aim_ref="60000002", aim_type=ALONE), ("", "")),
    ],
)
def test_a_programme_is_known_by_its_standard_and_a_part_by_itself_first(known, aim, expected):
    found = known.of(aim)
    assert (found.level, found.subject) == expected
