"""What a study on a constraint set or a region adds to its data: constraints, multipliers, singular points, extrema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from sympy import Eq, sstr

from symhess.constraint_evidence import BorderedMinors, TangentInertia
from symhess.constraints import Candidate, ConstrainedComponent, ConstraintStudy
from symhess.exact import Real
from symhess.render.phrases import phrase
from symhess.statements import GlobalStatement
from symhess.study import ClassifiedPoint, Study
from symhess.verdict import Verdict

__all__ = ["with_constraints"]

Json: TypeAlias = Any
_PointWriter: TypeAlias = Callable[[ClassifiedPoint], dict[str, Json]]
_OF_A_SAMPLE = ("at", "decimal", "value", "value_decimal", "certainty")


def with_constraints(data: dict[str, Json], study: Study, write: _PointWriter) -> dict[str, Json]:
    """The data of a study with those of its constraint set; ``write`` gives a point as data.

    Examples
    --------
    >>> from symhess import analyze
    >>> data = analyze("x + y", constraints="x^2 + y^2 = 2").to_dict()
    >>> data["function"]["constraints"], data["global"]["maximum"]["value"]
    (['x**2 + y**2 - 2'], '2')
    >>> [point["multipliers"] for point in data["critical_set"]["points"]]
    [['-1/2'], ['1/2']]
    """
    found = study.constraint_study
    if found is None:
        return data
    points = [_candidate(candidate, write) for candidate in found.candidates]
    regular = [point for point, c in zip(points, found.candidates, strict=True) if c.is_regular]
    singular = [point for point, c in zip(points, found.candidates, strict=True) if not c.is_regular]
    for side, name in ((found.extrema.minimum, "minimum"), (found.extrema.maximum, "maximum")):
        for place in side.at:
            points[place]["global"] = name
    components = [_component(component, write) for component in found.components]
    return {
        **data,
        "function": {
            **data["function"],
            "constraints": [sstr(equation) for equation in found.equations],
            "region": [str(condition) for condition in found.region],
        },
        "critical_set": {
            **data["critical_set"], "points": regular, "components": components, "singular_points": singular,
        },
        "global": {
            "minimum": _statement(found.extrema.minimum, points, found),
            "maximum": _statement(found.extrema.maximum, points, found),
        },
    }


def _candidate(candidate: Candidate, write: _PointWriter) -> dict[str, Json]:
    point = write(ClassifiedPoint(candidate.point, candidate.verdict))
    return {
        **point,
        **_second_order(candidate.verdict),
        "multipliers": [number.text() for number in candidate.multipliers],
        "active": list(candidate.active),
    }


def _second_order(verdict: Verdict) -> dict[str, Json]:
    """Signs on the tangent space and the bordered minors, where they are known."""
    data: dict[str, Json] = {}
    for record in verdict.evidence:
        if isinstance(record, TangentInertia):
            data["inertia"] = {"positive": record.positive, "negative": record.negative, "zero": record.zero}
        elif isinstance(record, BorderedMinors):
            data["minors"] = [minor.text() for minor in record.minors]
    return data


def _component(component: ConstrainedComponent, write: _PointWriter) -> dict[str, Json]:
    samples = [write(ClassifiedPoint(sample, component.verdict)) for sample in component.samples]
    return {
        "equations": [sstr(equation) for equation in component.equations],
        "where": [sstr(term > 0 if sign > 0 else term < 0) for term, sign in component.where],
        "dimension": component.dimension,
        "active": list(component.active),
        "kind": component.verdict.kind.value,
        "strict": component.verdict.strict,
        "samples": [{key: sample[key] for key in (*_OF_A_SAMPLE, "kind", "strict")} for sample in samples],
    }


def _statement(side: GlobalStatement, points: list[dict[str, Json]], found: ConstraintStudy) -> dict[str, Json]:
    value: Real | None = side.value
    whole = [
        " and ".join(sstr(Eq(equation, 0)) for equation in component.equations)
        for component in found.components
        if value is not None and component.samples and component.samples[0].value.text() == value.text()
    ]
    return {
        "status": side.status.value,
        "value": None if value is None else value.text(),
        "value_decimal": None if value is None else value.decimal(),
        "at": [points[place]["at"] for place in side.at],
        "components": whole,
        "reason": phrase(f"grounds.{side.grounds.value}"),
    }
