"""What the invented learners learn. Numbers of standards and frameworks are those of LARS (OGL v3.0), with
their level and subject area; references of courses are invented and begin with DEMO.
"""

from dataclasses import dataclass

ADULT_FUND = 2024  # the Adult Skills Fund and Tailored Learning begin with this academic year


@dataclass(frozen=True)
class Programme:
    """An apprenticeship: a standard by number, or a framework with its type of programme and pathway."""

    title: str
    level: int
    subject: str  # sector subject area, tier 2
    standard: int | None = None
    prog_type: int = 25
    framework: int | None = None
    pathway: int | None = None

    @property
    def stem(self) -> bool:
        """Science and maths, engineering and manufacturing, construction and planning, digital."""
        return self.subject.partition(".")[0] in ("2", "4", "5", "6")


@dataclass(frozen=True)
class Course:
    reference: str
    title: str
    level: str
    subject: str
    skill: str = ""  # english, maths, esol, digital
    funds: tuple[int, int] = (35, 38)  # funding model until 2023/24, and from 2024/25

    def fund_model(self, year: int) -> int:
        return self.funds[year >= ADULT_FUND]


APPRENTICESHIPS = (
    Programme("Healthcare Support Worker", 2, "1.30", 103),
    Programme("Customer Service Practitioner", 2, "15.20", 122),
    Programme("Retailer", 2, "7.10", 101),
    Programme("Commis Chef", 2, "7.40", 93),
    Programme("Property Maintenance Operative", 2, "5.20", 23),
    Programme("General Welder", 2, "4.20", 94),
    Programme("Lead Adult Care Worker", 3, "1.30", 118),
    Programme("Business Administrator", 3, "15.20", 196),
    Programme("Team Leader", 3, "15.30", 105),
    Programme("Installation Electrician", 3, "4.10", 5),
    Programme("Laboratory Technician", 3, "4.20", 14),
    Programme("Motor Vehicle Technician", 3, "4.30", 59),
    Programme("Surveying Technician", 3, "5.20", 51),
    Programme("Infrastructure Technician", 3, "6.10", 82),
    Programme("Software Developer", 4, "6.20", 2),
    Programme("Associate Project Manager", 4, "15.30", 128),
    Programme("Operations Manager", 5, "15.30", 104),
    Programme("Digital and Technology Solutions", 6, "6.10", 25),
    Programme("Chartered Manager", 6, "15.30", 55),
    Programme("Registered Nurse", 6, "1.20", 170),
)
FRAMEWORKS = (
    Programme("Healthcare Support Services, intermediate", 2, "1.30", None, 3, 474, 1),
    Programme("Business and Administration, intermediate", 2, "15.20", None, 3, 490, 1),
    Programme("Construction Building, intermediate", 2, "5.20", None, 3, 522, 1),
    Programme("Hairdressing, intermediate", 2, "7.30", None, 3, 508, 1),
    Programme("Business and Administration, advanced", 3, "15.20", None, 2, 490, 1),
    Programme("Engineering Manufacture, advanced", 3, "4.20", None, 2, 539, 1),
    Programme("IT and Telecoms Professionals, advanced", 3, "6.10", None, 2, 418, 1),
    Programme("Children and Young People's Workforce, advanced", 3, "1.50", None, 2, 445, 1),
    Programme("Construction Management, higher", 4, "5.20", None, 20, 612, 1),
)
COURSES = (
    Course("DEMO0001", "Preparing to work in adult social care", "2", "1.30"),
    Course("DEMO0002", "Warehousing and storage", "1", "7.20"),
    Course("DEMO0003", "Bookkeeping", "2", "15.10"),
    Course("DEMO0004", "Access to higher education: science", "3", "2.10"),
    Course("DEMO0005", "Electrical installation", "3", "4.10"),
    Course("DEMO0006", "Plumbing", "2", "5.20"),
    Course("DEMO0007", "Cyber security", "3", "6.10", funds=(35, 37)),
    Course("DEMO0008", "Beauty therapy", "2", "7.30"),
)
BASIC = (
    Course("DEMO0101", "Functional skills English, level 1", "1", "14.10", "english"),
    Course("DEMO0102", "Functional skills English, level 2", "2", "14.10", "english"),
    Course("DEMO0103", "Functional skills mathematics, level 1", "1", "14.10", "maths"),
    Course("DEMO0104", "Functional skills mathematics, level 2", "2", "14.10", "maths"),
    Course("DEMO0105", "Essential digital skills", "1", "14.10", "digital"),
    Course("DEMO0106", "English for speakers of other languages", "E", "14.10", "esol"),
)
COMMUNITY = (
    Course("DEMO0201", "Family learning", "", "14.10", funds=(10, 11)),
    Course("DEMO0202", "Confidence and volunteering", "", "14.10", funds=(10, 11)),
    Course("DEMO0203", "Getting started online", "", "6.20", funds=(10, 11)),
)
