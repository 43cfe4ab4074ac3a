"""A college's list, and whom of it the council has on record. Everybody is invented."""

from datetime import date

LOST = (
    ("Linda", "Linkwell", date(2010, 4, 3), "SG1 1EH"),
    ("Samuel", "Joneson", date(2010, 6, 14), "AL1 3JE"),
    ("Patricia", "Lowestone", date(2010, 3, 2), "SG1 1EH"),
)
# The first is surely Linda, the second likely Samuel, the third not Patricia, the last nobody on record.
COLLEGE = b"""First name,Surname,Date of birth,Postcode
Linda,Linkwell,03/04/2010,SG1 1EH
Sam,Joneson,14/06/2010,AL1 3JE
Patrick,Lowestone,03/02/2010,AL1 3JE
Zachary,Thistle,09/09/2010,AL1 3JE
"""
