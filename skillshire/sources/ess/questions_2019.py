"""The summary of 2019 by line: what each line asks, by a short name of ours, and whether it is a share."""

SHARE, NUMBER, DAYS = "share", "number", "days"
_METHOD = "Recruitment method used in last 12 months (based on all establishments): "
_FACTOR = " is either a critical or significant factor when recruiting"
QUESTIONS = {
    "Total (establishments)": ("establishments", NUMBER),
    "Total number of staff": ("staff", NUMBER),
    "Establishments with any vacancies": ("has-vacancies", SHARE),
    "Have at least one vacancy that is hard to fill": ("has-hard-to-fill-vacancies", SHARE),
    "Have a skills shortage vacancy (prompted or unprompted)": ("has-skill-shortage-vacancies", SHARE),
    "Number of vacancies": ("vacancies", NUMBER),
    "Number of skill-shortage vacancies": ("skill-shortage-vacancies", NUMBER),
    "Number of vacancies as a % of all employment": ("vacancies-of-employment", SHARE),
    "% of all vacancies which are SSVs": ("skill-shortage-of-vacancies", SHARE),
    "% of establishments with any staff not fully proficient": ("has-skills-gaps", SHARE),
    "Number of skills gaps": ("staff-with-skills-gaps", NUMBER),
    "Number of skills gaps as a % of employment": ("skills-gaps-of-employment", SHARE),
    "% of establishments training staff over the last 12 months": ("trains", SHARE),
    "% of establishments providing off-the-job training in the last 12 months": ("trains-off-the-job", SHARE),
    "% of establishments providing on-the-job training in the last 12 months": ("trains-on-the-job", SHARE),
    "% of training establishments providing online training or e-learning in the last 12 months": (
        "trains-online", SHARE,
    ),
    "Total number trained (including modelled data)": ("staff-trained", NUMBER),
    "Number trained as % of total staff": ("trained-of-staff", SHARE),
    "Total Days Training": ("days-of-training", NUMBER),
    "Training days per trainee": ("trainee", DAYS),
    "Training days per staff": ("member-of-staff", DAYS),
    "MA_PD22: Whether have any apprentices currently": ("has-apprentices", SHARE),
    "MA_PD23: Whether currently offer apprenticeships at site": ("offers-apprenticeships", SHARE),
    "MA_PD22/23: Whether have or offer apprenticeships": ("has-or-offers-apprenticeships", SHARE),
    "MA_PD28: Whether are aware and have good knowledge of apprenticeships / have or offer apprenticeships": (
        "knows-apprenticeships-well", SHARE,
    ),
    f"MD_PC4AA: {_METHOD}Placed adverts on their website to recruit": ("recruits-by-own-website", SHARE),
    f"MD_PC4AB: {_METHOD}Placed adverts on social media to recruit": ("recruits-by-social-media", SHARE),
    f"MD_PC4AC: {_METHOD}Paid someone to place adverts on their website or social media": (
        "recruits-by-paid-adverts", SHARE,
    ),
    f"MD_PC4AD: {_METHOD}Used some other form of paid-for recruitment service": (
        "recruits-by-other-paid-service", SHARE,
    ),
    f"MD_PC4AE: {_METHOD}Used a government recruitment service or scheme": (
        "recruits-by-government-service", SHARE,
    ),
    f"MD_PC4AF: {_METHOD}Used school, college or university job fairs or careers services": (
        "recruits-by-careers-services", SHARE,
    ),
    f"MD_PC4AG: {_METHOD}Relied on word of mouth or personal recommendations": (
        "recruits-by-word-of-mouth", SHARE,
    ),
    "MD_PC5_1: Proportion citing that candidates having a particular level of achievement of academic "
    f"qualifications (e.g. GCSEs, A levels or a degree){_FACTOR}": ("wants-academic-qualifications", SHARE),
    "MD_PC5_2: Proportion citing that candidates having Maths and English GCSE to at least level 2 or GCSE "
    f"A -C{_FACTOR}": ("wants-english-and-maths", SHARE),
    "MD_PC5_3: Proportion citing that candidates having a relevant vocational qualification"
    f"{_FACTOR}": ("wants-vocational-qualification", SHARE),
    f"MD_PC5_4: Proportion citing that candidates having relevant work experience{_FACTOR}": (
        "wants-work-experience", SHARE,
    ),
    "MD_PC5_5: Proportion citing that candidates having a degree or degree-equivalent qualification"
    f"{_FACTOR}": ("wants-degree", SHARE),
}  # fmt: skip
# Three parts of the interview, each asked of other establishments, begin with their bases.
PARTS = ("", "-asked-about-apprenticeships", "-asked-about-recruitment")
INTERVIEWS, ESTABLISHMENTS = "interviews", "establishments"
# The groups of columns, by the heading above them.
GROUPS = {
    "Sector (13 sector grouping)": "sector",
    "Sector (6 sector grouping)": "broad-sector",
    "Establishment size": "size",
    "Establishment type": "type",
}
# Stands in both groupings of sectors, with the same figures.
IN_BOTH = ("Manufacturing", "Construction")
