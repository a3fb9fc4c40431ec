"""What the board's paper of March 2020 printed, typed from it."""

# Caption, the month of the two windows, and the row: typed from the paper of March 2020.
TABLES = [
    ("DA Offences", "January", "Jan", ["24675", "29981", "5306", "+21.5%"]),
    ("Knife Crime Offences", "January", "Jan", ["983", "1405", "422", "+42.9%"]),
    ("NTE Offences", "February", "Feb", ["948", "971", "23", "+2.4%"]),
    ("Hate Crime Offences", "January", "Jan", ["2605", "2992", "387", "+14.9%"]),
    ("Fraud Offences", "January", "Jan", ["2228", "2087", "-141", "-6.3%"]),
    ("Cyber / Online Offences", "January", "Jan", ["4118", "4267", "149", "+3.6%"]),
    ("Business Crime Offences", "January", "Jan", ["24429", "24043", "-386", "-1.6%"]),
    ("Rural Crime Offences", "January", "Jan", ["12897", "13107", "210", "+1.6%"]),
    ("Burglary (Dwelling) Offences", "January", "Jan", ["6244", "5452", "-792", "-12.7%"]),
    ("Robbery (Personal) Offences", "January", "Jan", ["1506", "1541", "35", "+2.3%"]),
]
HEADINGS = [
    "1.0 Purpose of Report",
    "2.0 Recommendations",
    "3.0 Executive Summary",
    "4.0 Introduction/Background",
    "5.0 Domestic Abuse:",
    "5.1 Knife Crime:",
    "5.2 Night Time Economy (NTE):",
    "5.3 Child Abuse & Exploitation (CSE):",
    "5.4 Extremism & Radicalisation:",
    "5.5 Hate Crime:",
    "5.6 Fraud:",
    "5.7 Cyber:",
    "5.8 Business Crime:",
    "5.9 Rural Crime:",
    "5.10 House burglary:",
    "5.11 Street Robbery:",
    "5.12 Serious and Organised Crime:",
    "6.0 Implications (Issues)",
    "6.1 Links to Police and Crime Plan Priorities",
    "6.2 Demand & Risks",
    "6.4 Equality and/or Human Rights Implications",
    "6.5 Health and Safety Implications",
    "7.0 Consultation/Engagement",
    "8.0 Actions for Improvement",
    "9.0 Future Work/Development and Expected Outcome",
    "10.0 Decisions Required by the Police, Fire and Crime Commissioner",
    "Appendix 1 – Crime Prevention Strategy",
]
HEADER = [
    ("Title of Report:", "Crime Prevention Strategy Delivery Plan"),
    ("Agenda Number:", "9.0"),
    ("Chief Officer", "ACC Prophet"),
    ("Date Paper was Written", "13 March 2020"),
    ("Version Number", "3"),
    ("Report from:", "Essex Police"),
    ("Date of Meeting:", "26 March 2020"),
    ("Author on behalf of Chief Officer:", "Chief Inspector 3027 BALDING"),
    ("Date of Approval:", "16 March 2020"),
]
LINES = [
    "Performance and Resources Scrutiny Programme 2020",
    "Report to: The Office of the Police, Fire and Crime Commissioner for Essex",
]
LEADS = [
    "Domestic Abuse – Chief Superintendent Mariner",
    "Gangs & Knife Crime – Chief Superintendent Harman",
    "Night Time Economy – Superintendent Hallworth",
    "Child Abuse & Exploitation – Detective Chief Superintendent Baldwin",
    "Extremism & Radicalisation – Chief Inspector Balding",
    "Hate Crime – Detective Superintendent Cannon",
    "Digital Crime & Fraud – Detective Chief Inspector Truss",
    "House Burglary & Street Robbery – Chief Superintendent Anslow",
    "Serious and organised crime – Detective Chief Inspector Morton",
    "Business Crime – Chief Inspector Balding",
    "Rural Crime – Chief Inspector Balding",
]
NOTE = "Illustrative monthly profile; 12-month totals as published in March 2020"
NAMES = [
    *["Sceptre", "Gloss", "Zeal", "Produce", "Signature", "Meteor", "Tigress", "Vicuna", "Catalyst", "Matrix"],
    *["PIER", "Hallworth", "Raptor", "ATHENA", "STORM", "SIAG", "INCEL", "Guide Dogs for the Blind"],
    *["ERSOU", "LPSU", "OPFCC", "HMICFRS", "CPS", "BTP", "NCA", "UK Finance", "Justice and Care"],
]
