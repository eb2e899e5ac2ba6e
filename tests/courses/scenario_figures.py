"""The arithmetic of the role-plays, from wages and dates alone: benefits, premiums and what is left."""

from dataclasses import dataclass
from datetime import date

YEAR_END_DAYS = 15  # art. 87
PREMIUM = 0.25  # art. 80
SENIORITY_DAYS = 12  # art. 162
MONTHS_OF_PAY = 90  # art. 48: three months


def days(first: date, last: date) -> int:
    """Calendar days from `first` to `last`, both counted."""
    return (last - first).days + 1


def vacation_days(year: int) -> int:
    """Working days of vacation for the year of service `year` (art. 76)."""
    return 10 + 2 * year if year <= 5 else 22 + 2 * ((year - 6) // 5)


def money(pesos: float) -> float:
    """Rounded to the cent."""
    return round(pesos + 1e-9, 2)


@dataclass(frozen=True)
class Employment:
    """One person's case. `wage` and `integrated` are pesos a day; vacations of `untaken` years are owed."""

    wage: float
    integrated: float
    hired: date
    left: date
    unpaid_days: int
    untaken: tuple[int, ...] = ()

    @property
    def years(self) -> int:
        """Full years of service."""
        before = (self.left.month, self.left.day) < (self.hired.month, self.hired.day)
        return self.left.year - self.hired.year - before

    @property
    def days_of_the_year(self) -> int:
        """Days of the year of service under way."""
        return days(date(self.hired.year + self.years, self.hired.month, self.hired.day), self.left)

    def earned(self) -> dict[str, float]:
        """What nobody can waive (art. 33), item by item."""
        pro_rata = vacation_days(self.years + 1) * self.days_of_the_year / 365 * self.wage
        taken = sum(vacation_days(year) for year in self.untaken) * self.wage
        bonus = YEAR_END_DAYS * days(date(self.left.year, 1, 1), self.left) / 365 * self.wage
        return {
            "wages": money(self.unpaid_days * self.wage),
            "vacation": money(taken),
            "premium": money(PREMIUM * taken),
            "pro rata vacation": money(pro_rata),
            "pro rata premium": money(PREMIUM * pro_rata),
            "bonus": money(bonus),
        }

    def disputed(self, hearing: date) -> dict[str, float]:
        """What is owed only if there was an unjustified dismissal (arts. 48 and 162)."""
        since = date.fromordinal(self.left.toordinal() + 1)
        return {
            "seniority": money(SENIORITY_DAYS * self.years * self.wage),
            "three months": money(MONTHS_OF_PAY * self.integrated),
            "back pay": money(days(since, hearing) * self.integrated),
        }
