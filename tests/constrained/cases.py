"""How the tests state a case: candidates by rounded coordinates with their kinds, and the global statements."""

from symhess import analyze

__all__ = ["candidates", "extremum", "kinds"]


def candidates(study):
    """(coordinates to 6 digits) -> (kind, strict), singular points included."""
    return {
        tuple(round(float(c), 6) + 0.0 for c in one.point.coordinates): (one.verdict.kind.value, one.verdict.strict)
        for one in study.constraint_study.candidates
    }


def kinds(f, **sets):
    """The kinds at all candidates, in their order."""
    return [found.verdict.kind.value for found in analyze(f, **sets).constraint_study.candidates]


def extremum(side):
    """Status and value of one global statement."""
    return side.status.value, None if side.value is None else side.value.text()
