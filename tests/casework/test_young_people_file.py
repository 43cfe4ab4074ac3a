"""Lists of young people: loaded whole or not at all, and every fault said at once."""

import csv
import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.casework import erasure, extract, participation, remnants, young_people_return
from skillshire.casework import young_people_file as files
from skillshire.casework.ccis import columns, reading
from skillshire.casework.models import ActivitySpell, Characteristic, Transfer, Upload, YoungPerson
from skillshire.core.errors import UserError
from skillshire.core.models import AuditEvent
from tests import people
from tests.casework.files import TODAY, file, row

LATER = {"DateOfSend": "05/03/2026", "PeriodEnd": "01/03/2026"}


def load(data, on=TODAY, organisation=None, name="list.csv"):
    return files.load(data, organisation=organisation or people.council(), name=name, by="alice", on=on)


def faults(data, on=TODAY):
    found = files.check(data, organisation=people.council(), name="list.csv", on=on)
    return [(one.row, one.column, one.what) for one in found.faults.kept]


def refused(data):
    with pytest.raises(files.Refused) as caught:
        load(data)
    assert not YoungPerson.objects.exists()
    assert not Upload.objects.exists()
    return caught.value


def everything():
    """All that is on record of young people, without numbers that the database gives."""
    person = [one.name for one in YoungPerson._meta.fields if one.name not in {"id", "upload", "updated_at"}]
    spell = [one.name for one in ActivitySpell._meta.fields if one.name not in {"id", "young_person"}]
    return (
        list(YoungPerson.objects.order_by("reference").values(*person)),
        list(
            ActivitySpell.objects.order_by("young_person__reference", "starts").values(
                "young_person__reference", *spell
            )
        ),
        list(
            Characteristic.objects.order_by("young_person__reference", "code").values(
                "young_person__reference", "code", "ends"
            )
        ),
        list(Transfer.objects.values("young_person__reference", "authority", "status")),
    )


# --- Loading -----------------------------------------------------------------------------------------------


def test_loads_a_person_with_all_that_the_row_says(db):
    found = load(file(row(7, Telephone="01992 555555", Email="a@example.org", SENDFlag="Y")))
    person = YoungPerson.objects.get()
    spell = person.spells.get()

    assert (found.upload.records, found.upload.added, found.upload.changed) == (1, 1, 0)
    assert (person.reference, person.given_name, person.family_name) == ("9190000000007", "Hugo", "Adams")
    assert (person.born, person.area_code, person.send) == (date(2009, 8, 8), "E07000243", "ehcp")
    assert person.address == "7 High Street\nStevenage\nHertfordshire"
    assert (person.telephone, person.email) == ("01992555555", "a@example.org")
    assert (spell.code, spell.starts, spell.verified) == (320, date(2025, 9, 1), date(2026, 1, 20))
    assert (person.activity, person.activity_since, person.lapses) == (320, spell.starts, date(2026, 7, 20))
    assert set(person.characteristics.values_list("code", flat=True)) == {110, 140}


def test_the_load_is_audited_without_names(db):
    found = load(file(row(1), row(2)))
    [event] = AuditEvent.objects.filter(event="upload.load")

    assert event.subject == f"upload:{found.upload.pk}"
    assert (event.by, event.detail["added"], event.detail["records"]) == ("alice", 2, 2)
    assert "Ben" not in str(event.detail) and "High Street" not in str(event.detail)


def test_the_same_file_again_changes_nothing(db):
    data = file(row(1), row(2))
    first, before = load(data), everything()
    again = load(data, on=date(2026, 4, 1))

    assert again.already and again.upload == first.upload
    assert (everything(), Upload.objects.count()) == (before, 1)


def test_the_same_rows_in_another_file_change_nothing(db):
    load(file(row(1), row(2)))
    before = everything()
    found = load(file(row(2), row(1)))

    assert (found.already, found.unchanged, found.upload.changed) == (False, 2, 0)
    assert everything() == before


def test_a_newer_file_updates_closes_and_keeps_history(db):
    load(file(row(1), row(2)))
    load(file(row(1, FamilyName="Baker", ActivityCode="619", StartDate="02/02/2026",
                  NEETStartDate="02/02/2026",
                  DateAscertained="03/02/2026", DateVerified="03/02/2026", **LATER)))  # fmt: skip
    person = YoungPerson.objects.get(reference="9190000000001")
    first, second = person.spells.order_by("starts")

    assert (person.family_name, person.activity, person.activity_since) == ("Baker", 619, date(2026, 2, 2))
    assert (first.code, first.ends) == (210, date(2026, 2, 1))
    assert (second.code, second.ends, second.neet_since) == (619, None, date(2026, 2, 2))
    assert YoungPerson.objects.count() == 2  # nobody leaves by not being in a file


def test_an_activity_confirmed_again_lapses_later(db):
    load(file(row(2)))
    load(file(row(2, DateVerified="01/03/2026", **LATER)))
    spell = ActivitySpell.objects.get()

    assert (spell.verified, spell.lapses) == (date(2026, 3, 1), date(2027, 3, 1))


def test_a_due_date_in_the_file_goes_before_the_rule(db):
    load(file(row(2, DueToLapseDate="30/06/2026")))
    assert YoungPerson.objects.get().lapses == date(2026, 6, 30)


def test_a_lapsed_record_without_a_due_date_has_lapsed_by_the_day_of_the_file(db):
    load(file(row(2, CurrencyLapsed="Y")))
    assert YoungPerson.objects.get().lapses == date(2026, 2, 28)


def test_an_empty_cell_or_absent_column_leaves_what_is_on_record(db):
    load(file(row(7)))
    before = everything()
    load(
        file(
            row(
                7,
                Postcode="",
                CharacteristicCode="",
                Ethnicity=None,
                AddressLine1=None,
                Town=None,
                County=None,
            )
        )
    )

    assert everything() == before


def test_a_characteristic_that_is_no_longer_listed_is_over_and_stays_on_record(db):
    load(file(row(7)))
    load(file(row(7, CharacteristicCode="140", **LATER)))
    assert dict(Characteristic.objects.values_list("code", "ends")) == {110: date(2026, 3, 1), 140: None}


def test_somebody_who_moved_has_a_transfer_and_left_the_cohort(db):
    load(file(row(3, CohortStatus="T", TransferredToLACode="881")))
    person = YoungPerson.objects.get()

    assert (person.cohort_status, person.left_on) == ("T", date(2026, 2, 28))
    assert person.transfers.get().authority == "881"


def test_an_older_file_is_refused_since_it_would_turn_records_back(db):
    load(file(row(1)))
    with pytest.raises(UserError, match="2026-02-28 is loaded already; load the newest list"):
        load(file(row(1, PeriodEnd="31/01/2026", DateOfSend="05/02/2026")))


def test_a_record_that_was_erased_stays_erased(db):
    load(file(row(1)))
    erasure.batch("young-person", [YoungPerson.objects.get().pk], by="alice", why="test")
    found = load(file(row(1, FamilyName="Again"), row(2)))

    assert found.warnings == ("Row 2: the record was erased at the person's request, so it stays out.",)
    assert not YoungPerson.objects.filter(family_name="Again").exists()
    assert set(YoungPerson.objects.values_list("reference", flat=True)) == {
        remnants.of("9190000000001"), "9190000000002"
    }  # fmt: skip


def test_each_council_has_its_own_list(db):
    load(file(row(1)))
    essex = row(1, LEACode="881", LeadLEA="881", DatabaseId="881")
    load(file(essex), organisation=people.other_council())

    assert YoungPerson.objects.count() == 2


def test_a_postcode_that_the_directory_does_not_have_is_a_warning(db):
    found = load(file(row(1, Postcode="ZZ99 3VZ"), row(2)))

    assert found.warnings == ("Row 2: the postcode is not in the directory, so the district is not known.",)
    assert YoungPerson.objects.get(reference="9190000000001").area_code == ""


# --- Whatever program wrote it -----------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_reads_every_encoding_that_offices_use(db, encoding):
    load(file(row(2), encoding=encoding))
    assert YoungPerson.objects.get().given_name == "Chloë"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_reads_every_separator_that_spreadsheets_use(db, separator):
    data = file(row(1, CharacteristicCode="")).decode().replace(",", separator)
    assert load(data.encode()).upload.added == 1


def test_headings_may_differ_in_case_spaces_and_order(db):
    one = row(1)
    data = file(one, headings=list(reversed(one))).decode()
    data = data.replace("YoungPersonsID", " young persons id ").replace("DOB", "Date of birth")
    assert load(data.encode()).upload.added == 1


@pytest.mark.parametrize("day", ["01/09/2025", "2025-09-01", "1/9/2025", "01.09.2025", "2025-09-01T00:00:00"])
def test_reads_dates_of_both_kinds(db, day):
    load(file(row(1, StartDate=day)))
    assert ActivitySpell.objects.get().starts == date(2025, 9, 1)


def test_a_month_of_birth_alone_is_enough_for_the_academic_age(db):
    load(file(row(1, DOB="09/2008")))
    assert YoungPerson.objects.get().born == date(2008, 9, 1)


def test_columns_that_mean_nothing_here_are_named_and_left_out(db):
    data = file(row(1), headings=[*row(1), "Shoe size", "Notes for us"])
    found = load(data)
    assert found.warnings == (
        "These columns mean nothing here and were left out: Shoe size, Notes for us.",
    )  # fmt: skip


# --- Faults ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("ActivityCode", "999", "is not an activity code"),
        ("ActivityCode", "510", "is an activity code that is no longer used"),
        ("ActivityCode", "٢١٠", "is not an activity code"),
        ("ActivityCode", "", "is empty"),
        ("StartDate", "", "is empty"),
        ("StartDate", "31/02/2026", "is not a day that a calendar has"),
        ("StartDate", "last week", "is not a date"),
        ("StartDate", "01/04/2026", "is still to come"),
        ("DateVerified", "11/03/2026", "is still to come"),
        ("DateVerified", "01/09/2025", "is before DateAscertained, 15/09/2025"),
        ("PredictedEndDate", "01/08/2025", "is before StartDate, 01/09/2025"),
        ("NEETStartDate", "01/08/2025", "goes with an activity outside education, employment and training, "
         "and 210 is not"),
        ("DOB", "", "is empty"),
        ("DOB", "01/01/2015", "makes the young person 11"),
        ("DOB", "01/01/1999", "makes the young person 27"),
        ("YoungPersonsID", "", "is empty"),
        ("YoungPersonsID", "=1+1", "is not a reference number"),
        ("GivenName", "", "is empty"),
        ("GivenName", "A" * 101, "is longer than 100 characters"),
        ("FamilyName", "\x07bell", "has characters that cannot be shown"),
        ("Postcode", "NOWHERE", "is not a postcode"),
        ("LEACode", "881", "is another authority; this file is loaded for 919"),
        ("LeadLEA", "999", "is not the number of a local authority"),
        ("TransferredToLACode", "919", "is the authority whose file this is"),
        ("Gender", "X", "is not a code for Gender"),
        ("Ethnicity", "????", "is not a code for Ethnicity"),
        ("CohortStatus", "Z", "is not a code for CohortStatus"),
        ("LevelOfNeedCode", "4", "is not a code for the level of need"),
        ("GuaranteeStatusIndicator", "7", "is not a code for the September Guarantee"),
        ("IntendedDestinationYr11", "7", "is not a code for the intended destination"),
        ("CharacteristicCode", "110; 999", "has 999, which is not a characteristic code"),
        ("SENDFlag", "perhaps", "is neither yes nor no"),
        ("UniqueLearnerNo", "12", "is not a unique learner number"),
        ("UniquePupilNumber", "12", "is not a unique pupil number"),
        ("UKProviderReferenceNumber", "20000000", "is not a provider's reference number"),
        ("Email", "nobody", "is not an e-mail address"),
        ("Telephone", "call me", "is not a telephone number"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_said_with_its_row_and_column(db, column, value, what):
    assert (2, column, what) in faults(file(row(2 if column == "Telephone" else 0, **{column: value})))


LAPSED = "is after 28/02/2026, which the row is of, and CurrencyLapsed says that it has lapsed"


def test_an_activity_that_has_lapsed_and_is_due_to_lapse_later_is_a_fault(db):
    both = {"CurrencyLapsed": "Y", "DueToLapseDate": "01/03/2026", "PeriodEnd": "28/02/2026"}
    assert faults(file(row(1, **both))) == [(2, "DueToLapseDate", LAPSED)]
    by_sending = {**both, "PeriodEnd": "", "DateOfSend": "28/02/2026"}
    assert faults(file(row(1, **by_sending))) == [(2, "DueToLapseDate", LAPSED)]


@pytest.mark.parametrize(
    "cells",
    [
        {"CurrencyLapsed": "Y", "DueToLapseDate": "28/02/2026"},
        {"CurrencyLapsed": "N", "DueToLapseDate": "01/03/2026"},
        {"CurrencyLapsed": "Y"},
    ],
)
def test_an_activity_that_lapsed_by_the_day_of_the_file_or_lapses_later_is_none(db, cells):
    assert faults(file(row(1, PeriodEnd="28/02/2026", **cells))) == []


def test_a_file_without_a_fault_has_none(db):
    assert faults(file(*(row(number) for number in range(1, 40)))) == []


def test_every_fault_is_collected_and_nothing_is_loaded(db):
    found = refused(file(row(1), row(2, ActivityCode="999"), row(3, DOB="?", Gender="X"), row(4)))

    assert [(one.row, one.column) for one in found.faults] == [(3, "ActivityCode"), (4, "Gender"), (4, "DOB")]
    assert str(found) == (
        "list.csv was not loaded: Row 3, ActivityCode: “999” is not an activity code; use a code of the "
        "return, such as 210 or 810 (and 2 more)."
    )  # fmt: skip


def test_the_same_person_twice_is_a_fault_that_names_the_first_row(db):
    assert faults(file(row(1), row(2), row(1))) == [(4, "YoungPersonsID", "stands in row 2 already")]


def test_a_row_that_is_short_or_long_is_a_fault(db):
    lines = file(row(1), row(2)).decode().splitlines()
    broken = "\r\n".join([lines[0], lines[1] + ",surplus", lines[2].rsplit(",", 3)[0]])
    assert [(one, column) for one, column, _ in faults(broken.encode())] == [(2, "the row"), (3, "the row")]


def test_an_activity_before_the_one_on_record_is_a_fault(db):
    load(file(row(1)))
    found = faults(file(row(1, StartDate="01/05/2025", **LATER)))
    assert found == [(2, "StartDate", "is before 01/09/2025, when the activity on record began")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b"  \r\n ", "The file is empty"),
        (b"PK\x03\x04rest", "is a workbook or a packed folder"),
        (b"\x81\x8d\x8f\x90", "is not text as UTF-8, UTF-16 or Windows-1252"),
        (b"a,b\x00c\n1,2", "is not text"),
        (b"Name,Age\nA,1\n", "The first row has no column YoungPersonsID"),
        (b"YoungPersonsID,YoungPersonsID,GivenName,FamilyName,DOB\n", "stands in the first row twice"),
        (b"YoungPersonsID,GivenName,FamilyName,DOB,ActivityCode\n", "go together, and only ActivityCode"),
        (b"YoungPersonsID,GivenName,FamilyName,DOB,Postcod\n", "is nearly Postcode"),
        (b"YoungPersonsID,GivenName,FamilyName,DOB\n", "has headings but no rows"),
        (b'YoungPersonsID,GivenName,FamilyName,DOB\n1,"A,B,01/01/2009\n', "Row 2 cannot be read as CSV"),
        (b"," * 400, "there may be at most 300"),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(db, data, sentence):
    with pytest.raises(UserError, match=sentence):
        load(data)


def test_only_a_council_has_such_a_list(db):
    organisation = people.council()
    organisation.kind = "provider"
    with pytest.raises(UserError, match="is not a council with schools"):
        files.check(file(), organisation=organisation, name="x", on=TODAY)


def test_a_file_too_large_is_refused(db, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    with pytest.raises(UserError, match="split it into several"):
        load(file(row(1)))


def test_too_many_rows_are_refused(db, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    with pytest.raises(UserError, match="more than 2 rows"):
        load(file(row(1), row(2), row(3)))


def test_beyond_so_many_faults_they_are_only_counted(db, monkeypatch):
    monkeypatch.setattr("skillshire.casework.ccis.records.MOST_KEPT", 3)
    found = refused(file(*(row(number, Gender="X") for number in range(1, 9))))
    assert (found.count, len(found.faults)) == (8, 3)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data):
    try:
        header, rows = reading.table(reading.text(data))
        list(rows)
    except UserError as error:
        assert str(error).endswith(".")


@given(st.text(string.printable + "éß–", max_size=60))
def test_no_text_in_a_cell_breaks_the_checks(text):
    from skillshire.casework.ccis.cells import PARSE, Bad

    for column, parse in PARSE.items():
        try:
            parse(text.strip())
        except Bad as bad:
            assert bad.what and bad.mend, column


# --- The return --------------------------------------------------------------------------------------------


def test_the_return_has_the_columns_in_their_order(db):
    load(file(row(1)))
    content = young_people_return.write(people.council(), day=TODAY, by="alice", purpose="test").decode()
    assert content.splitlines()[0].split(",") == list(columns.RETURN)


def test_loading_the_return_changes_nothing(db):
    rows = [row(n) for n in range(1, 40)]
    rows[4] |= {"CohortStatus": "T", "TransferredToLACode": "881"}
    rows[5] |= {"GivenName": "-Dash", "FamilyName": "=HYPERLINK(1)", "Town": "@home", "Postcode": ""}
    rows[6] |= {"GuaranteeStatusIndicator": "OFFR", "IntendedDestinationYr11": "SIXT", "SENDFlag": "Y"}
    rows[7] |= {
        "CurrencyLapsed": "Y",
        "PredictedEndDate": "31/07/2026",
        "UKProviderReferenceNumber": "10000001",
    }
    rows[8] = {name: rows[8][name] for name in (*columns.NEEDED, "LEACode")}
    load(file(*rows))
    before = everything()
    again = young_people_return.write(people.council(), day=date(2026, 2, 28), by="alice", purpose="test")
    found = load(again)

    assert (found.unchanged, found.upload.added, found.upload.changed) == (39, 0, 0)
    assert everything() == before


def test_no_cell_of_the_return_runs_as_a_formula(db):
    load(file(row(1, GivenName="=cmd()", FamilyName="+1", AddressLine1="@sum")))
    content = young_people_return.write(people.council(), day=TODAY, by="alice", purpose="test").decode()
    assert not any(
        cell[:1] in tuple("=+-@\t") for line in content.splitlines() for cell in line.split(",") if cell
    )


def test_writing_the_return_is_recorded_as_a_look_at_everybody_in_it(db):
    load(file(row(1), row(2)))
    young_people_return.write(people.council(), day=TODAY, by="alice", purpose="The return")
    event = AuditEvent.objects.get(event="young-person.look")

    assert set(event.detail["ids"]) == set(YoungPerson.objects.values_list("pk", flat=True))
    assert event.detail["purpose"] == "The return"


def test_the_return_of_a_month_has_the_activity_of_that_time(db):
    load(file(row(1)))
    load(file(row(1, ActivityCode="619", StartDate="02/02/2026", DateAscertained="03/02/2026",
                  DateVerified="03/02/2026", NEETStartDate="02/02/2026", **LATER)))  # fmt: skip
    content = young_people_return.write(people.council(), day=date(2026, 1, 31), by="a", purpose="t").decode()
    assert ",210,01/09/2025," in content


def test_who_left_stands_in_the_return_of_that_month_and_no_later_one(db):
    load(file(row(3, CohortStatus="T", TransferredToLACode="881")))
    asked = {"by": "alice", "purpose": "test"}

    assert b"9190000000003" in young_people_return.write(people.council(), day=date(2026, 2, 28), **asked)
    assert b"9190000000003" not in young_people_return.write(people.council(), day=TODAY, **asked)


def test_who_is_counted_in_a_month_stands_in_its_return(db):
    """From the month in which their first activity had begun; who has none at all counts as not known."""
    begun = ("31/01/2026", "01/02/2026")
    rows = [row(n, StartDate=day, DateAscertained=day, DateVerified=day) for n, day in enumerate(begun, 1)]
    load(file(*rows, {name: row(3)[name] for name in (*columns.NEEDED, "LEACode")}))
    council, month = people.council(), date(2026, 1, 1)
    held = extract.frames(council)
    counted = participation.monthly(held.people, held.spells, [month])["person"].to_list()
    references = YoungPerson.objects.filter(pk__in=counted).values_list("reference", flat=True)
    written = young_people_return.write(council, day=date(2026, 1, 31), by="alice", purpose="test").decode()

    assert {line["YoungPersonsID"] for line in csv.DictReader(written.splitlines())} == set(references)
    assert set(references) == {"9190000000001", "9190000000003"}
