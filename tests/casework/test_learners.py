import json
from datetime import date

import pytest
from click.testing import CliRunner

from skillshire.accounts.models import Organisation
from skillshire.casework import erasure, learners
from skillshire.casework.models import Aim, EmploymentStatus, Learner, Upload
from skillshire.config import cli
from skillshire.core.errors import UserError
from skillshire.core.models import AuditEvent
from tests import people
from tests.casework import ilr_files as made
from tests.casework.ilr_files import ULNS, aim, learner

TODAY = date(2026, 4, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(home):
    return home


def load(path, organisation=None, **named):
    return learners.load_file(path, organisation, by="alice", on=TODAY, **named)


def kept():
    return [model.objects.count() for model in (Learner, Aim, EmploymentStatus, Upload, AuditEvent)]


def test_a_file_is_loaded_with_what_is_known_of_it(tmp_path):
    own = made.apprenticeship(StdCode=2)
    upload = load(made.write(tmp_path, learner(own, statuses=made.status(10)))).upload
    (found,) = Learner.objects.all()
    assert (found.reference, found.uln, found.year, found.born) == ("A1", ULNS[0], 2025, date(1990, 5, 4))
    assert (found.area_code, found.upload, found.organisation.ukprn) == ("E07000243", upload, made.UKPRN)
    assert found.detail == {"fams": [], "prior": [], "difficulties": []}
    (kept_aim,) = found.aims.all()
    assert (kept_aim.level, kept_aim.subject, kept_aim.age, kept_aim.employment) == ("4", "6.2", 35, 10)
    assert (kept_aim.fams, kept_aim.starts, kept_aim.ended) == ("SOF:105 ACT:1", date(2025, 9, 1), None)


def test_an_unknown_provider_is_made_and_a_known_one_found(tmp_path):
    path = made.write(tmp_path, learner())
    made_one = load(path).upload.organisation
    assert (made_one.slug, made_one.kind, made_one.ukprn) == (
        f"provider-{made.UKPRN}",
        "provider",
        made.UKPRN,
    )
    assert load(made.write(tmp_path, learner(Sex="M"))).upload.organisation == made_one


def test_a_faulty_file_loads_nothing(tmp_path):
    path = made.write(tmp_path, learner(), learner(LearnRefNumber="B", ULN=5))
    with pytest.raises(learners.Faulty, match="1 error, so nothing was loaded") as caught:
        load(path)
    assert caught.value.report.faults.errors == 1
    assert kept() == [0, 0, 0, 0, 0]
    assert not Organisation.objects.filter(ukprn=made.UKPRN).exists()


def test_the_same_file_again_changes_nothing(tmp_path):
    path = made.write(tmp_path, learner())
    load(path)
    before, numbers = kept(), set(Learner.objects.values_list("pk", flat=True))
    again = load(path)
    assert again.again
    assert (kept(), set(Learner.objects.values_list("pk", flat=True))) == (before, numbers)


def test_a_newer_file_takes_the_place_of_the_one_before(tmp_path):
    load(made.write(tmp_path, learner(aim(), aim(AimSeqNumber=2)), learner(LearnRefNumber="B", ULN=ULNS[1])))
    first = Learner.objects.get(reference="A1").pk
    upload = load(made.write(tmp_path, learner(), learner(LearnRefNumber="C", ULN=ULNS[2]))).upload
    assert set(Learner.objects.values_list("reference", flat=True)) == {"A1", "C"}
    assert Learner.objects.get(reference="A1").pk == first  # who was there keeps their number
    assert (Aim.objects.count(), EmploymentStatus.objects.count()) == (2, 2)
    assert (upload.records, upload.added, upload.changed) == (2, 1, 1)


def test_the_same_file_can_be_loaded_anew_for_newer_look_ups(tmp_path, home):
    path = made.write(tmp_path, learner())
    load(path)
    (home / "lars").mkdir()
    (home / "lars" / "local-aims.csv").write_text("aim,level,subject,skill\n60149735,1,14.1,english\n")
    assert load(path).again and Aim.objects.get().basic_skill == ""
    assert not load(path, anew=True).again
    assert Aim.objects.get().basic_skill == "english"


def test_an_older_file_is_refused_and_the_same_one_is_not(tmp_path):
    newest = made.write(tmp_path, learner(Sex="M"), prepared="2026-03-06")
    older = made.write(tmp_path, learner(), name="older.xml", prepared="2026-03-05")
    assert load(newest).upload.prepared == date(2026, 3, 6)
    before = kept()
    with pytest.raises(UserError, match="older.xml was made on 2026-03-05, and one of 2026-03-06 is loaded"):
        load(older)
    with pytest.raises(UserError, match="load the newest file"):
        load(older, anew=True)
    assert load(newest).again
    assert kept() == before and Learner.objects.get().sex == "M"


def test_another_file_of_the_same_day_is_taken(tmp_path):
    load(made.write(tmp_path, learner(Sex="M")))
    load(made.write(tmp_path, learner()))
    assert Learner.objects.get().sex == "F"


def test_an_older_file_of_another_year_or_provider_is_taken(tmp_path):
    load(made.write(tmp_path, learner()))
    load(made.write(tmp_path, learner(), prepared="2026-03-01", ukprn=10088888))
    earlier = aim(FundModel=35, LearnStartDate="2023-09-01", LearnPlanEndDate="2024-01-01")
    of_2023 = learner(earlier, statuses=made.status(since="2023-01-01"))
    load(made.write(tmp_path, of_2023, year="2023-24", prepared="2024-10-01"))
    assert Learner.objects.count() == 3


def test_where_the_day_of_the_one_before_is_not_known_the_file_is_taken(tmp_path):
    load(made.write(tmp_path, learner(Sex="M")))
    Upload.objects.update(prepared=None)
    load(made.write(tmp_path, learner(), prepared="2026-03-01"))
    assert Learner.objects.get().sex == "F"


def test_another_year_and_another_provider_stay(tmp_path):
    load(made.write(tmp_path, learner()))
    load(made.write(tmp_path, learner(), ukprn=10088888))
    earlier = aim(FundModel=35, LearnStartDate="2023-09-01", LearnPlanEndDate="2024-01-01")
    load(made.write(tmp_path, learner(earlier, statuses=made.status(since="2023-01-01")), year="2023-24"))
    assert Learner.objects.count() == 3


def test_a_number_is_never_given_to_another_learner(tmp_path):
    load(made.write(tmp_path, *made.people(3)))
    gone = max(Learner.objects.values_list("pk", flat=True))
    load(made.write(tmp_path, *made.people(2)))
    load(made.write(tmp_path, *made.people(2), *made.people(1, start=7)))
    assert Learner.objects.get(reference="L7").pk > gone


def test_who_was_erased_stays_so(tmp_path):
    load(made.write(tmp_path, *made.people(2)))
    gone = Learner.objects.get(reference="L0").pk
    erasure.batch("learner", [gone], by="alice", why="test")
    done = load(made.write(tmp_path, *made.people(3)))
    assert (done.erased, done.upload.records) == (1, 2)
    assert Learner.objects.get(pk=gone).family_name == ""
    assert not Learner.objects.filter(reference="L0").exists()


def test_a_provider_loads_only_its_own_file(tmp_path):
    council = people.council()
    with pytest.raises(UserError, match="no provider number"):
        load(made.write(tmp_path, learner()), council)
    council.ukprn = 10077777
    council.save()
    with pytest.raises(UserError, match="This file is of provider 10099999"):
        load(made.write(tmp_path, learner()), council)
    assert Learner.objects.count() == 0
    load(made.write(tmp_path, learner(), ukprn=10077777), council)
    assert Learner.objects.get().organisation == council


def test_a_file_made_on_a_day_to_come_is_refused(tmp_path):
    with pytest.raises(learners.Faulty) as caught:
        load(made.write(tmp_path, learner(), prepared="2026-04-02"))
    assert [fault.rule for fault in caught.value.report.faults.found] == ["Header_2"]


def test_a_name_with_another_number_is_warned_of(tmp_path):
    report = learners.check(made.write(tmp_path, learner(), name="ILR-10011111-2526.xml"), on=TODAY)
    assert [(fault.rule, fault.severity) for fault in report.faults.found] == [("Header_3", "warning")]


def test_who_loaded_what_is_written_down_without_names(tmp_path):
    upload = load(made.write(tmp_path, learner())).upload
    event = AuditEvent.objects.get(event="learners.load")
    assert (event.by, event.subject) == ("alice", f"upload:{upload.pk}")
    assert (event.detail["learners"], event.detail["aims"], event.detail["sha256"]) == (1, 1, upload.sha256)
    assert "Archer" not in json.dumps(event.detail)


def test_an_aim_of_the_local_list_has_its_basic_skill(tmp_path, home):
    (home / "lars").mkdir()
    (home / "lars" / "local-aims.csv").write_text("aim,level,subject,skill\n60149735,1,14.1,digital\n")
    load(made.write(tmp_path, learner()))
    found = Aim.objects.get()
    assert (found.level, found.subject, found.basic_skill) == ("1", "14.1", "digital")


def test_a_mistake_in_the_local_list_is_said(tmp_path, home):
    (home / "lars").mkdir()
    (home / "lars" / "local-aims.csv").write_text("aim,level,subject,skill\n60149735,1,14.1,latin\n")
    with pytest.raises(UserError, match="latin"):
        load(made.write(tmp_path, learner()))


# --- the command


@pytest.fixture
def run(monkeypatch):
    from skillshire.config import startup

    monkeypatch.setattr(startup, "ready", lambda: None)
    monkeypatch.setattr(startup, "setup", lambda: None)
    return lambda *words: CliRunner().invoke(cli.skillshire, ["learners", *map(str, words)])


def test_import_says_what_it_loaded(run, shared):
    answer = run("import", shared / "standards/ilr/ILR-99999999-2526-sample.xml")
    assert answer.output.startswith("19 learners, 35 aims loaded for Provider 99999999, 2025/26"), (
        answer.output
    )
    assert (
        "nothing has changed" in run("import", shared / "standards/ilr/ILR-99999999-2526-sample.xml").output
    )
    assert "Provider 99999999" in run("list-files").output


def test_check_prints_every_error_as_json_and_loads_nothing(run, tmp_path):
    answer = run("check", made.write(tmp_path, learner(ULN=5)), "--format", "json")
    said = json.loads(answer.output)
    assert (said["errors"], said["faults"][0]["field"], said["faults"][0]["value"]) == (1, "ULN", "5")
    assert kept() == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(("uln", "status"), [(5, 2), (ULNS[0], 0)])
def test_check_ends_with_status_2_where_there_is_an_error(tmp_path, uln, status, run):
    path = made.write(tmp_path, learner(ULN=uln))
    assert cli.run(["learners", "check", str(path)]) == status


def test_lars_takes_levels_and_skills_of_aims_from_a_download(run, tmp_path, home):
    folder = tmp_path / "lars"
    folder.mkdir()
    (folder / "LearningDelivery.csv").write_text(
        '"LearnAimRef","NotionalNVQLevelv2","SectorSubjectAreaTier2"\n"60149735","2","14.10"\n"X","X","-1.00"\n'
    )
    (folder / "AnnualValue.csv").write_text('"LearnAimRef","BasicSkillsType"\n"60149735","19"\n"X","-2"\n')
    assert "aims.csv: 2 rows" in run("lars", folder).output
    load(made.write(tmp_path, learner()))
    assert list(Aim.objects.values_list("level", "subject", "basic_skill")) == [("2", "14.1", "maths")]


def test_a_fault_without_a_field_leaves_no_gap(run, tmp_path):
    path = tmp_path / "cut.xml"
    path.write_text("<Message>")
    assert run("check", path).output.splitlines() == [
        "error xml: line 1: The file ends before its last element is ended, so a part of it is missing; "
        "export it again.",
        "0 learners, 0 aims: 1 error, 0 warnings.",
    ]


def test_a_name_of_two_lines_is_said_on_one(run, tmp_path, capfd):
    path = made.write(tmp_path, learner(), name="two\nlines.xml")
    run("import", path)
    assert run("import", path).output == "two\\nlines.xml is loaded already; nothing has changed.\n"
    assert len(run("list-files").output.splitlines()) == 2
    assert cli.run(["learners", "check", str(tmp_path / "no\nfile")]) == 2
    assert capfd.readouterr().err.count("\n") == 1


def test_lars_needs_a_folder_with_its_tables(tmp_path, run):
    assert cli.run(["learners", "lars", str(tmp_path)]) == 2


def test_the_shipped_lookups_are_those_of_the_published_tables(shared, tmp_path):
    from skillshire.casework import lars

    for name in lars.build(shared / "standards/lars", tmp_path):
        assert (tmp_path / name).read_text() == (lars.SHIPPED / name).read_text(), name
