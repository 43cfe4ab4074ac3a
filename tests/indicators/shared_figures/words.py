"""The shared file's words beside ours, as data: what a breakdown, a series or a symbol of it is here."""

# --- Symbols ---

STATUS = {
    "c": "c", "x": "x", "z": "z", "low": "low", "u": "u",
    "!": "c", "~": "low", "-": "x", "**": "u", "*%": "low", ":": "x", "*": "u", "": "x",
}  # fmt: skip

# --- The local skills data hub ---

HUB = {
    "achievements": ("fe-achievements", {}),
    "achievementsAims": ("fe-achievement-aims", {}),
    "achievements_rate_per_100000_population": ("fe-achievements-rate-by-group", {}),
    "active": ("active-enterprises", {}),
    "all": ("population-16-plus", {}),
    "births": ("business-births", {}),
    "deaths": ("business-deaths", {}),
    "employmentProjection": ("employment-projection", {}),
    "enrolmentsAims": ("fe-enrolment-aims", {}),
    "enterpriseCount": ("enterprise-count", {}),
    "inactive": ("inactive-people", {}),
    "inemployment": ("employment-volume", {}),
    "participation": ("fe-participation", {}),
    "participation_rate_per_100000_population": ("fe-participation-rate-by-group", {}),
    "qualNone": ("highest-qualification", {"qualification": "none"}),
    "qualL1": ("highest-qualification", {"qualification": "level-1"}),
    "qualL2": ("highest-qualification", {"qualification": "level-2"}),
    "qualApp": ("highest-qualification", {"qualification": "trade-apprenticeship"}),
    "qualL3": ("highest-qualification", {"qualification": "level-3"}),
    "qualL4": ("highest-qualification", {"qualification": "level-4-plus"}),
    "qualOther": ("highest-qualification", {"qualification": "other"}),
    "selfemployed": ("self-employment", {}),
    "sustainedPositiveDestinationKS4Rate": ("ks4-sustained-destinations", {}),
    "sustainedPositiveDestinationKS5Rate": ("ks5-sustained-destinations", {}),
    "unemployed": ("unemployed-people", {}),
    "vacancies": ("job-adverts", {}),
}
HUB_KEYS = {
    "Age": "age", "Broad sector": "sector", "Gender": "sex", "Industry": "industry", "Level": "level",
    "Occupation (SOC2020 Major Group)": "occupation-major",
    "Occupation (SOC2020 Sub-Major Group)": "occupation", "Outcome": "outcome", "Provision": "provision",
    "Qualification": "qualification", "SSA": "subject", "Size": "size",
}  # fmt: skip
HUB_VALUES = {
    "Females": "female",
    "Males": "male",
    "No Qualification": "none",
    "Not Applicable/ Not Known": "unknown",
    "Agricuture and fishing": "agriculture-and-fishing",
    "Trade, accomod. and transport": "trade-accommodation-and-transport",
    "Further education and skills: Below Level 2 (excluding Essential Skills)": "below-level-2",
    "Further education and skills: Essential Skills - English and maths": "english-and-maths",
    "Further education and skills: No Level Assigned": "unassigned",
    "Further education and skills: Full Level 2": "full-level-2",
    "Further education and skills: Full Level 3": "full-level-3",
    "Further education and skills: Level 2": "level-2",
    "Further education and skills: Level 3": "level-3",
    "Further education and skills: Level 4+": "level-4-plus",
    "All other qualifications": "other",
    "Micro (0 to 9)": "micro",
    "Small (10 to 49)": "small",
    "Medium-sized (50 to 249)": "medium",
    "Large (250+)": "large",
    **{f"RQF{level} ": f"level-{level}" for level in range(1, 9)},
}
FIRST_PROJECTED_YEAR = 2021
HUB_QUALIFICATIONS = ("qualNone", "qualL1", "qualL2", "qualApp", "qualL3", "qualL4", "qualOther")

# --- The Annual Population Survey ---

ECONOMIC = {
    "All": "", "Economically active": "active", "In employment": "in-employment", "Employees": "employee",
    "Self Employed": "self-employed", "Unemployed": "unemployed", "Inactive": "inactive",
}  # fmt: skip
PEOPLE = {
    "All people aged 16-64": {}, "Males aged 16-64": {"sex": "male"}, "Females aged 16-64": {"sex": "female"},
    **{f"All people aged {ages}": {"age": ages} for ages in
       ("16-19", "20-24", "25-29", "30-39", "40-49", "50-64")},
}  # fmt: skip
HELD = {
    "None": "none", "NVQ1": "level-1", "NVQ2": "level-2", "Trade Apprenticeships": "trade-apprenticeship",
    "NVQ3": "level-3", "NVQ4+": "level-4-plus", "Other Qualifications": "other",
}  # fmt: skip
INDUSTRIES = {
    "A Agricuture & fishing": "agriculture-and-fishing",
    "B,D,E Energy & water": "energy-and-water",
    "C Manufacturing": "manufacturing",
    "F Construction": "construction",
    "G,I Distribution, hotels & restaurants": "distribution-hotels-and-restaurants",
    "H,J Transport & Communication": "transport-and-communication",
    "K-N Banking finance & insurance etc.": "banking-finance-and-insurance-etc",
    "O-Q Public admin education & health": "public-admin-education-and-health",
    "R-U Other services": "other-services",
}

# --- The local authority scorecard, by column: indicator, breakdown, season ---

WINTER, MARCH, SEPTEMBER, YEAR = "winter", "march", "september", "year"
SCORECARD = {
    "Cohort_DJFavg": ("cohort-16-17", {}, WINTER),
    "NEET_not_known_percent": ("neet-or-not-known-16-17", {}, WINTER),
    "NEET_percent": ("neet-16-17", {}, WINTER),
    "Notknown_percent": ("not-known-16-17", {}, WINTER),
    "cohort_March": ("cohort-16-17-march", {}, MARCH),
    "TOTAL_participating_in_education_and_training_percent": ("participation-16-17", {}, MARCH),
    "Full_time_education_percent": ("participation-16-17", {"route": "full-time-education"}, MARCH),
    "Apprenticeship_percent": ("participation-16-17", {"route": "apprenticeship"}, MARCH),
    "Other_education_and_training_percent": ("participation-16-17", {"route": "other"}, MARCH),
    "September_guarantee_Offer_made_percent": ("september-guarantee", {}, SEPTEMBER),
    "NEET_NK_noSEN_percent": ("neet-or-not-known-16-17", {"send": "none"}, WINTER),
    "NEET_NK_EHCP_percent": ("neet-or-not-known-16-17", {"send": "ehcp"}, WINTER),
    "NEET_NK_SENDsupport_percent": ("neet-or-not-known-16-17", {"send": "sen-support"}, WINTER),
    "VG_NEET_NK_percentage": ("neet-or-not-known-16-17", {"group": "vulnerable"}, WINTER),
    "VG_cohort_DJF_avg": ("cohort-16-17", {"group": "vulnerable"}, WINTER),
    "cohort_noSEN_percent": ("cohort-16-17-share", {"send": "none"}, WINTER),
    "cohort_EHCP_percent": ("cohort-16-17-share", {"send": "ehcp"}, WINTER),
    "cohort_SENDsupport_percent": ("cohort-16-17-share", {"send": "sen-support"}, WINTER),
    "VG_cohort_percentage": ("cohort-16-17-share", {"group": "vulnerable"}, WINTER),
}

# Those of which the interactive tool, a later publication, gives the same figure with two decimals.
SCORECARD_ROUNDS = ("not-known-16-17", "participation-16-17", "september-guarantee")

# --- The Local Authority Interactive Tool, by measure ---

ACADEMIC = "academic"
FSM, NO_FSM = {"fsm": "eligible"}, {"fsm": "not-eligible"}
NO_SEN, PLAN, SUPPORT = {"send": "none"}, {"send": "ehcp"}, {"send": "sen-support"}
LAIT = {
    "16-17_not known_NEET": ("neet-or-not-known-16-17", {}, WINTER),
    "16-17 NEET": ("neet-16-17", {}, WINTER),
    "16-17_not known": ("not-known-16-17", {}, WINTER),
    "16-17YroldSEN_ET": ("participation-16-17", {"send": "any"}, MARCH),
    "Sept_Guarantee": ("september-guarantee", {}, SEPTEMBER),
    "Level2Age19": ("level-2-by-19", {}, ACADEMIC),
    "Level2_FMS_Attain": ("level-2-by-19", FSM, ACADEMIC),
    "Level2Age19_NON_FSM": ("level-2-by-19", NO_FSM, ACADEMIC),
    "Age19_NoNSEN": ("level-2-by-19", NO_SEN, ACADEMIC),
    "Age19_SENwoS": ("level-2-by-19", SUPPORT, ACADEMIC),
    "Age19_SEN-S": ("level-2-by-19", PLAN, ACADEMIC),
    "Level2Age19_E&M": ("level-2-english-maths-by-19", {}, ACADEMIC),
    "Level2Age19_E&M_FSM": ("level-2-english-maths-by-19", FSM, ACADEMIC),
    "Level2Age19_E&M_NON_FSM": ("level-2-english-maths-by-19", NO_FSM, ACADEMIC),
    "Age19_NoNSEN_L2EM": ("level-2-english-maths-by-19", NO_SEN, ACADEMIC),
    "Age19_SENwoS_L2EM": ("level-2-english-maths-by-19", SUPPORT, ACADEMIC),
    "Age19_SEN-S_L2EM": ("level-2-english-maths-by-19", PLAN, ACADEMIC),
    "L2Age19_E&M_not16": ("english-maths-catch-up-by-19", {}, ACADEMIC),
    "Level3Age19": ("level-3-by-19", {}, ACADEMIC),
    "Level3_FMS_Attain": ("level-3-by-19", FSM, ACADEMIC),
    "NonFSM_L3_aged19": ("level-3-by-19", NO_FSM, ACADEMIC),
    "Age19_NoNSEN_L3": ("level-3-by-19", NO_SEN, ACADEMIC),
    "Age19_SENwoS_L3": ("level-3-by-19", SUPPORT, ACADEMIC),
    "Age19_SEN-S_L3": ("level-3-by-19", PLAN, ACADEMIC),
    "L2Age19Gap": ("level-2-gap-by-19", {}, ACADEMIC),
    "L3Age19Gap": ("level-3-gap-by-19", {}, ACADEMIC),
    "EngMaths9-4": ("gcse-english-maths-grade-4", {}, ACADEMIC),
    "LAC_EngMaths9-4": ("gcse-english-maths-grade-4", {"group": "looked-after"}, ACADEMIC),
    "EngMaths9-5": ("gcse-english-maths-grade-5", {}, ACADEMIC),
    "EngBac9-4": ("english-baccalaureate-grade-4", {}, ACADEMIC),
    "EngBac9-5": ("english-baccalaureate-grade-5", {}, ACADEMIC),
    "AVG_Attain8_Score": ("attainment-8", {}, ACADEMIC),
    "AVG_Attain8_Score_Asian": ("attainment-8", {"ethnicity": "asian"}, ACADEMIC),
    "AVG_Attain8_Score_Black": ("attainment-8", {"ethnicity": "black"}, ACADEMIC),
    "AVG_Attain8_Score_Chine": ("attainment-8", {"ethnicity": "chinese"}, ACADEMIC),
    "AVG_Attain8_Score_Mixed": ("attainment-8", {"ethnicity": "mixed"}, ACADEMIC),
    "AVG_Attain8_Score_White": ("attainment-8", {"ethnicity": "white"}, ACADEMIC),
    "FSM_AVG_Attain8_Score": ("attainment-8", FSM, ACADEMIC),
    "NonFSM_AVG_Attain8_Score": ("attainment-8", NO_FSM, ACADEMIC),
    "SEN_NoID_AVG_Attain8_Score": ("attainment-8", NO_SEN, ACADEMIC),
    "SEN_WoStat_AVG_Attain8_Score": ("attainment-8", SUPPORT, ACADEMIC),
    "SEN_Stat_AVG_Attain8_Score": ("attainment-8", PLAN, ACADEMIC),
    "DAP_KS4_ATT8": ("attainment-8", {"disadvantage": "disadvantaged"}, ACADEMIC),
    "NonDAP_KS4_ATT8": ("attainment-8", {"disadvantage": "not-disadvantaged"}, ACADEMIC),
    "LAC_KS4_AVG_Attain8": ("attainment-8", {"group": "looked-after"}, ACADEMIC),
    "APSE_Alevel": ("a-level-points", {}, ACADEMIC),
    "APSE_Best_3ALevels": ("a-level-points-best-three", {}, ACADEMIC),
    "A3A": ("a-level-three-a-grades", {}, ACADEMIC),
    "Alevel_AAB": ("a-level-aab", {}, ACADEMIC),
    "Alevel_2FacilSubs": ("a-level-aab", {"subjects": "two-facilitating"}, ACADEMIC),
    "KS4_DES_NotSus": ("ks4-destination-not-sustained", {}, ACADEMIC),
    "KS4_DES_Apprentice": ("ks4-apprenticeship-destinations", {}, ACADEMIC),
    "KS4_SEN_Des_incSpec": ("ks4-send-destinations", {}, ACADEMIC),
    "CareLeaverEET": ("care-leavers-eet", {}, "financial"),
    "CareLeaversNEET": ("care-leavers-neet", {}, "financial"),
    "LAC_19_HE": ("care-leavers-higher-education", {}, "financial"),
    "NoCareLeavers": ("care-leavers", {}, "financial"),
    "CareLeaverEETNum": ("care-leavers", {"activity": "education-employment-or-training"}, "financial"),
    "LAC_19_HE_Num": ("care-leavers", {"activity": "higher-education"}, "financial"),
}
LAIT_LEFT = {
    "CareLeavers_LA_NotInTouch": "care, not skills or employment",
    "StayingPut": "care, not skills or employment",
    "CareLeaverAcc": "care, not skills or employment",
    "SEN_AN_REVIEW_MEET_REC": "no figure published",
    "SEN_PEC_AN_REVIEW_MEET_REC": "no figure published",
}

# --- Explore Local Statistics ---

ELS = {
    "Apprenticeship achievements (England)": "apprenticeship-achievements-rate",
    "Apprenticeship starts (England)": "apprenticeship-starts-rate",
    "Cycle to work": "travel-time-to-work-cycle",
    "Drive to work": "travel-time-to-work-car",
    "Public transport or walk to work": "travel-time-to-work-public-transport",
    "Active businesses": "active-enterprises",
    "Business births": "business-birth-rate",
    "Business deaths": "business-death-rate",
    "High growth businesses": "high-growth-business-rate",
    "One-year survival rate": "business-survival-one-year",
    "Two-year survival rate": "business-survival-two-year",
    "Three-year survival rate": "business-survival-three-year",
    "Four-year survival rate": "business-survival-four-year",
    "Five-year survival rate": "business-survival-five-year",
    "Children in relative poverty after housing costs": "children-in-relative-poverty-after-housing-costs",
    "Children in relative poverty before housing costs": "children-in-relative-poverty",
    "Claimant Count": "claimant-count-rate",
    "Economically inactive": "economic-inactivity-rate-16-64",
    "Employment rate": "employment-rate-16-64",
    "Further education and skills learner achievements": "fe-skills-achievements-rate",
    "Further education and skills participation": "fe-skills-participation-rate",
    "GCSEs in English and Maths": "gcse-english-maths-by-19",
    "Gross disposable household income": "household-income-per-head",
    "Gross median weekly pay": "median-gross-weekly-pay",
    "Gross value added per filled job": "gva-per-job",
    "Gross value added per hour worked": "gva-per-hour",
    "Modelled unemployment rate": "modelled-unemployment-rate",
    "Level 3 or above qualifications (Great Britain)": "level-3-or-above-16-64",
    "No qualifications": "no-qualifications-16-64",
}

# --- Apprenticeships, further education, destinations ---

APPRENTICESHIPS = {
    "Apprenticeship starts": "apprenticeship-starts",
    "Apprenticeship enrolments": "apprenticeship-enrolments",
    "Apprenticeship achievements": "apprenticeship-achievements",
}
APPRENTICESHIP_LEVELS = {
    "Intermediate Apprenticeship": "intermediate", "Advanced Apprenticeship": "advanced",
    "Higher Apprenticeship": "higher",
}  # fmt: skip
AGES = {"Under 19": "under-19", "19-24": "19-24", "25+": "25-plus"}
PROVISION = {
    "Further education and skills: Total": {},
    "Apprenticeships: Total": {"provision": "apprenticeships"},
    "Community learning: Total": {"provision": "community-learning"},
    "Education and training: Total": {"provision": "education-and-training"},
}
DESTINATIONS = {
    "cohort": {}, "education": {"outcome": "education"}, "appren": {"outcome": "apprenticeships"},
    "all_work": {"outcome": "employment"}, "all_notsust": {"outcome": "not-sustained"},
    "all_unknown": {"outcome": "unknown"},
}  # fmt: skip
COHORT_LEVELS = {
    "Total": {}, "Level 3": {"level": "level-3"}, "Level 2": {"level": "level-2"},
    "All other qualifications": {"level": "other"},
}  # fmt: skip

# --- Businesses ---

DEMOGRAPHY = {
    "Count Of Active Enterprises": ("active-enterprises", {}),
    "Count Of Active Enterprises With 10+ Employees": (
        "active-enterprises",
        {"size": "10-or-more-employees"},
    ),
    "Count Of Births Of New Enterprises": ("business-births", {}),
    "Count Of Deaths Of Enterprises": ("business-deaths", {}),
    "Count Of Deaths Of New Enterprises": ("business-deaths", {}),
    "Count Of High Growth Enterprises": ("high-growth-businesses", {}),
}
SURVIVAL = {
    1: "business-survival-one-year", 2: "business-survival-two-year", 3: "business-survival-three-year",
    4: "business-survival-four-year", 5: "business-survival-five-year",
}  # fmt: skip
EMPLOYERS = {"Births": "business-births", "Deaths": "business-deaths", "Active": "active-enterprises"}
SIZES = {
    "Total": {}, "Micro (0 to 9)": {"size": "micro"}, "Small (10 to 49)": {"size": "small"},
    "Medium-sized (50 to 249)": {"size": "medium"}, "Large (250+)": {"size": "large"},
}  # fmt: skip
LONG_SECTIONS = {
    "T : ": "households-as-employers",
    "U : ": "extraterritorial-organisations",
}

# --- Attainment by 19 in the dashboard of 2022 ---

LAST_AGED_19 = 2022
BY_19 = {
    "l2_by19_rate": "level-2-by-19",
    "l2_with_em_by19_rate": "level-2-english-maths-by-19",
    "l3_by19_rate": "level-3-by-19",
    "l2_em_by19_belowat16_rate": "english-maths-catch-up-by-19",
}
BY_19_COUNTS = {
    "number_in_ss_cohort": "",
    "l2_by19": "level-2-by-19",
    "l2_em_by16": "level-2-english-maths-by-16",
    "l2_with_em_by19": "level-2-english-maths-by-19",
    "l3_by19": "level-3-by-19",
}
SEN = {
    "No SEN": "none", "SEN with statements or EHC plans": "ehcp",
    "SEN without statements or EHC plans": "sen-support",
}  # fmt: skip

# --- The census ---

RESIDENTS = {
    "total_population": {}, "total_females": {"sex": "female"}, "total_males": {"sex": "male"},
}  # fmt: skip
ENGLISH = {
    "Main language is English (English or Welsh in Wales)": "main-language",
    "Main language is not English (English or Welsh in Wales)": "not-main-language",
    "Main language is not English (English or Welsh in Wales): Can speak English very well": "very-well",
    "Main language is not English (English or Welsh in Wales): Can speak English well": "well",
    "Main language is not English (English or Welsh in Wales): Cannot speak English well": "not-well",
    "Main language is not English (English or Welsh in Wales): Cannot speak English": "not-at-all",
}
DISABILITY = {
    "Disabled under the Equality Act": "disabled",
    "Not disabled under the Equality Act": "not-disabled",
}

# --- The Employer Skills Survey ---

BASES = {"Unweighted row": "interviews", "Total": "all"}
SIGNS = {">": " over ", "<": " under ", "%": " percent ", "+": " plus ", "&": " and ", "'": ""}
ASKED_2019 = {
    ("Unweighted row", 0): ("interviews", "number"),
    ("Unweighted row", 1): ("interviews-asked-about-apprenticeships", "number"),
    ("Unweighted row", 2): ("interviews-asked-about-recruitment", "number"),
    ("Total", 0): ("establishments-asked-about-apprenticeships", "number"),
    ("Total", 1): ("establishments-asked-about-recruitment", "number"),
    "Total (establishments)": ("establishments", "number"),
    "Total number of staff": ("staff", "number"),
    "Establishments with any vacancies": ("has-vacancies", "share"),
    "Have at least one vacancy that is hard to fill": ("has-hard-to-fill-vacancies", "share"),
    "Have a skills shortage vacancy (prompted or unprompted)": ("has-skill-shortage-vacancies", "share"),
    "Number of vacancies": ("vacancies", "number"),
    "Number of skill-shortage vacancies": ("skill-shortage-vacancies", "number"),
    "Number of vacancies as a % of all employment": ("vacancies-of-employment", "share"),
    "% of all vacancies which are SSVs": ("skill-shortage-of-vacancies", "share"),
    "% of establishments with any staff not fully proficient": ("has-skills-gaps", "share"),
    "Number of skills gaps": ("staff-with-skills-gaps", "number"),
    "Number of skills gaps as a % of employment": ("skills-gaps-of-employment", "share"),
    "% of establishments training staff over the last 12 months": ("trains", "share"),
    ("% of establishments providing off-the-job training in the last 12 months"): (
        "trains-off-the-job",
        "share",
    ),
    ("% of establishments providing on-the-job training in the last 12 months"): (
        "trains-on-the-job",
        "share",
    ),
    ("% of training establishments providing online training or e-learning in the last 12 months"): (
        "trains-online",
        "share",
    ),
    "Total number trained (including modelled data)": ("staff-trained", "number"),
    "Number trained as % of total staff": ("trained-of-staff", "share"),
    "Total Days Training": ("days-of-training", "number"),
    "Training days per trainee": ("trainee", "days"),
    "Training days per staff": ("member-of-staff", "days"),
    "MA_PD22: Whether have any apprentices currently": ("has-apprentices", "share"),
    "MA_PD23: Whether currently offer apprenticeships at site": ("offers-apprenticeships", "share"),
    "MA_PD22/23: Whether have or offer apprenticeships": ("has-or-offers-apprenticeships", "share"),
    (
        "MA_PD28: Whether are aware and have good knowledge of apprenticeships / have or offer "
        "apprenticeships"
    ): ("knows-apprenticeships-well", "share"),
    (
        "MD_PC4AA: Recruitment method used in last 12 months (based on all establishments): Placed "
        "adverts on their website to recruit"
    ): ("recruits-by-own-website", "share"),
    (
        "MD_PC4AB: Recruitment method used in last 12 months (based on all establishments): Placed "
        "adverts on social media to recruit"
    ): ("recruits-by-social-media", "share"),
    (
        "MD_PC4AC: Recruitment method used in last 12 months (based on all establishments): Paid "
        "someone to place adverts on their website or social media"
    ): ("recruits-by-paid-adverts", "share"),
    (
        "MD_PC4AD: Recruitment method used in last 12 months (based on all establishments): Used "
        "some other form of paid-for recruitment service"
    ): ("recruits-by-other-paid-service", "share"),
    (
        "MD_PC4AE: Recruitment method used in last 12 months (based on all establishments): Used a "
        "government recruitment service or scheme"
    ): ("recruits-by-government-service", "share"),
    (
        "MD_PC4AF: Recruitment method used in last 12 months (based on all establishments): Used "
        "school, college or university job fairs or careers services"
    ): ("recruits-by-careers-services", "share"),
    (
        "MD_PC4AG: Recruitment method used in last 12 months (based on all establishments): Relied "
        "on word of mouth or personal recommendations"
    ): ("recruits-by-word-of-mouth", "share"),
    (
        "MD_PC5_1: Proportion citing that candidates having a particular level of achievement of "
        "academic qualifications (e.g. GCSEs, A levels or a degree) is either a critical or "
        "significant factor when recruiting"
    ): ("wants-academic-qualifications", "share"),
    (
        "MD_PC5_2: Proportion citing that candidates having Maths and English GCSE to at least "
        "level 2 or GCSE A -C is either a critical or significant factor when recruiting"
    ): ("wants-english-and-maths", "share"),
    (
        "MD_PC5_3: Proportion citing that candidates having a relevant vocational qualification is "
        "either a critical or significant factor when recruiting"
    ): ("wants-vocational-qualification", "share"),
    (
        "MD_PC5_4: Proportion citing that candidates having relevant work experience is either a "
        "critical or significant factor when recruiting"
    ): ("wants-work-experience", "share"),
    (
        "MD_PC5_5: Proportion citing that candidates having a degree or degree-equivalent "
        "qualification is either a critical or significant factor when recruiting"
    ): ("wants-degree", "share"),
}
ESS_COLUMNS = {
    **dict.fromkeys(
        ("Primary Sector & Utilities", "Manufacturing", "Construction", "Wholesale & Retail",
         "Hotels & Restaurants", "Transport & Storage", "Information & Communications",
         "Financial Services", "Business Services", "Public admin.", "Education", "Health & Social Work",
         "Arts & Other Services"),
        "sector",
    ),
    **dict.fromkeys(
        ("Primary Sector and Utilities", "Trade, Accommodation and Transport",
         "Business and Other Services", "Non-Market Services"),
        "broad-sector",
    ),
    **dict.fromkeys(
        ("2 to 4", "5 to 24", "25 to 49", "50 to 99", "100 to 249", "250+", "5+", "25+", "100+"), "size"
    ),
    **dict.fromkeys(
        ("Seeking a profit", "Charity / voluntary sector", "Local or Central govt funded"), "type"
    ),
}  # fmt: skip

# An occupation of the projections with fewer than 1,000 jobs, which their authors ask not to publish.
TOO_FEW_JOBS = ("63 Community and civil enforcement occupations",)
