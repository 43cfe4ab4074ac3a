"""Further education and skills achievements by the learner's home district, 2016/17 to 2020/21."""

from pathlib import Path

import polars as pl

from skillshire.core.errors import UserError
from skillshire.sources import csvfile, dfe
from skillshire.sources.dfe_local_skills import period_texts

# Counts are rounded to the nearest ten, so a sum can be some tens out. Counties are left out, because the
# newer figures, which continue the series, are published for skills plan areas only.
SUM_TO_PARENTS = ("lsip",)
# The file's last year was still running when it was made and does not say how many months it covers.
# It is read and checked like the others, under a name of its own that no indicator takes.
UNFINISHED = "202122"
UNFINISHED_SERIES = "achievements in a part of 2021/22"
LEVELS = {"country": "nation", "region": "region", "localAuthorityDistrict": "district"}
PROVISION = {
    "Further education and skills: Total": "",
    "Apprenticeships: Total": "provision=apprenticeships",
    "Community learning: Total": "provision=community-learning",
    "Education and training: Total": "provision=education-and-training",
}
# Before 2022 the department wrote "~" for fewer than five, which it now writes as "low".
SYMBOLS = dfe.SYMBOLS | {"~": "low"}
_COLUMNS = (
    "location", "location_code", "geographic_level", "time_period", "age_group", "level_or_type",
    "achievements",
)  # fmt: skip


def fetch(directory: Path) -> list[Path]:
    raise UserError(
        "This table of achievements has no lasting download address; "
        f"save it as fe_and_skills_achievements_2016-17_to_2021-22.csv in {directory}."
    )


def rows(file: Path) -> pl.DataFrame:
    """One row per area, year and kind of provision, as table.SCHEMA; SourceError for a departure."""
    frame = csvfile.read(file, _COLUMNS)
    csvfile.refuse_unknown(file, frame, "geographic_level", list(LEVELS))
    csvfile.refuse_unknown(file, frame, "age_group", ["Total"])
    csvfile.refuse_unknown(file, frame, "level_or_type", list(PROVISION))
    figures = csvfile.numbers(file, frame, "achievements", SYMBOLS)
    frame = frame.select(
        "line", "time_period",
        series=pl.when(pl.col("time_period") == UNFINISHED).then(pl.lit(UNFINISHED_SERIES))
        .otherwise(pl.lit("achievements")), area_code="location_code", area_name="location",
        area_level=pl.col("geographic_level").replace_strict(LEVELS),
        period=dfe.translate(file, frame, "time_period", period_texts.read_academic),
        breakdown=pl.col("level_or_type").replace_strict(PROVISION),
        value=figures["value"], status=figures["status"],
    )  # fmt: skip
    dfe.refuse_outside(file, frame, 0, 10_000_000)
    # "z" is everyone whose home is not in England or not known, who is there twice: as region and district.
    return dfe.finish(file, frame.filter(pl.col("area_code") != "z"))
