"""Countries as the books write them: their code of ISO 3166 and how one calls them (ITU-T E.164)."""

COUNTRIES: dict[str, tuple[str, str]] = {
    "Argentina": ("AR", "54"), "Australia": ("AU", "61"), "Austria": ("AT", "43"), "Belgium": ("BE", "32"), "Brazil": ("BR", "55"),
    "Canada": ("CA", "1"), "Denmark": ("DK", "45"), "Finland": ("FI", "358"), "France": ("FR", "33"), "Germany": ("DE", "49"),
    "Ireland": ("IE", "353"), "Italy": ("IT", "39"), "Japan": ("JP", "81"), "Mexico": ("MX", "52"), "Netherlands": ("NL", "31"),
    "Norway": ("NO", "47"), "Poland": ("PL", "48"), "Portugal": ("PT", "351"), "Singapore": ("SG", "65"), "Spain": ("ES", "34"),
    "Sweden": ("SE", "46"), "Switzerland": ("CH", "41"), "UK": ("GB", "44"), "USA": ("US", "1"), "Venezuela": ("VE", "58"),
}  # fmt: skip
_LONGEST, _SHORTEST = 15, 8


def phone(country: str, number: str) -> str | None:
    """The number with + and country code; None where it is too short to be one. Italy keeps the nought in front."""
    code = COUNTRIES[country][1]
    digits = "".join(sign for sign in number if sign.isdigit())
    national = digits if country == "Italy" else digits.removeprefix("0")
    whole = f"+{code}{national}"
    return whole if _SHORTEST <= len(whole) - 1 <= _LONGEST else None
