"""A study as plain data and as JSON, format ``symhess-analysis/1``."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from typing import Any, Final, TypeAlias

from sympy import Expr, sstr

from symhess.critical_set import ComponentPiece, CriticalComponent, CriticalPoint, LevelPiece, LevelSet
from symhess.evidence import Inertia, MixedPartialsAgree, MixedPartialsAt, NotSolved, Spectrum, SylvesterMinors
from symhess.exact import Enclosure, Real, RealSum
from symhess.render.data.codec import write_table
from symhess.render.data.constrained import with_constraints
from symhess.render.data.whole import convexity_data, global_data, global_kind
from symhess.render.page.components import (
    component_equations,
    level_conditions,
    levels_of,
    piece_conditions,
    pieces_of,
    restriction_conditions,
)
from symhess.render.phrases import completeness_reason, reason_text
from symhess.study import ClassifiedFamily, ClassifiedPoint, Study
from symhess.verdict import Kind, Verdict

__all__ = ["FORMAT", "summary", "to_dict", "to_json"]

Json: TypeAlias = Any
FORMAT: Final = "symhess-analysis/1"
_OF_A_SAMPLE: Final = ("at", "decimal", "value", "value_decimal", "kind", "strict", "certainty")


def to_dict(study: Study) -> dict[str, Json]:
    """The study as plain data; every expression is a SymPy-readable string.

    ``derivation`` holds the whole study with all its evidence; :func:`symhess.render.data.decode.from_dict` reads it.

    Examples
    --------
    >>> from symhess import analyze
    >>> data = to_dict(analyze("x^2 - 2 y^2"))
    >>> data["gradient"], data["critical_set"]["points"][0]["kind"]
    (['2*x', '-4*y'], 'saddle')
    """
    return {**summary(study), "derivation": {"objects": write_table(study)}}


def to_json(study: Study) -> str:
    """The study as JSON text.

    Examples
    --------
    >>> from symhess import analyze
    >>> to_json(analyze("x^2"))[:33]
    '{"format": "symhess-analysis/1", '
    """
    return json.dumps(to_dict(study), ensure_ascii=False)


def summary(study: Study) -> dict[str, Json]:
    """Everything but the derivation.

    Examples
    --------
    >>> from symhess import analyze
    >>> sorted(summary(analyze("x^2")))[:4]
    ['clairaut', 'convexity', 'critical_set', 'format']
    """
    function, derivatives, critical_set = study.function, study.derivatives, _critical_set(study)
    listed = [*critical_set["points"], *critical_set["nonsmooth_points"]]
    data: dict[str, Json] = {
        "format": FORMAT,
        "function": {
            "expression": sstr(function.expression),
            "variables": [variable.name for variable in function.variables],
            "domain": " and ".join(map(str, function.domain)) or None,
            "constraints": [],
        },
        "gradient": [sstr(entry) for entry in derivatives.gradient.flat()],
        "hessian": [[sstr(entry) for entry in row] for row in derivatives.hessian.tolist()],
        "clairaut": _clairaut(study),
        "critical_set": critical_set,
        "global": global_data(study.extrema, [point["at"] for point in listed]),
        "convexity": convexity_data(study.convexity),
    }
    texts = _Texts()
    return with_constraints(data, study, lambda classified: _point(classified, texts))


def _clairaut(study: Study) -> dict[str, Json]:
    pairs: list[Json] = []
    exceptional: list[Json] = []
    smooth_on = None
    for record in study.derivatives.clairaut.evidence:
        if isinstance(record, MixedPartialsAgree):
            smooth_on = record.smooth_on
            pairs.append(
                {
                    "variables": [record.first.name, record.second.name],
                    "first_then_second": sstr(record.first_then_second),
                    "second_then_first": sstr(record.second_then_first),
                    "status": "proved",
                }
            )
        elif isinstance(record, MixedPartialsAt):
            exceptional.append(_exception(record, study))
        elif isinstance(record, NotSolved):
            pairs.append({"status": "undecided", "reason": reason_text(record.reason)})
    statuses = {entry["status"] for entry in (*pairs, *exceptional)}
    status = next((worst for worst in ("refuted", "undecided") if worst in statuses), "proved")
    return {"status": status, "pairs": pairs, "smooth_on": smooth_on, "exceptional": exceptional}


def _exception(record: MixedPartialsAt, study: Study) -> dict[str, Json]:
    """Both values at one point; null where one does not exist."""
    values = (record.first_then_second, record.second_then_first)
    return {
        "at": {v.name: sstr(place) for v, place in zip(study.function.variables, record.at, strict=True)},
        "variables": [record.first.name, record.second.name],
        "first_then_second": None if values[0] is None else sstr(values[0]),
        "second_then_first": None if values[1] is None else sstr(values[1]),
        "status": "proved" if values[0] == values[1] is not None else "refuted",
    }


def _critical_set(study: Study) -> dict[str, Json]:
    found = study.critical_set
    texts = _Texts()
    return {
        "status": found.completeness.status.value,
        "reason": completeness_reason(found.completeness, found.variables),
        "points": [
            {**_point(classified, texts), "global": global_kind(study.extrema, number, classified.verdict.kind)}
            for number, classified in enumerate(study.points)
        ],
        "families": [_family(classified) for classified in study.families],
        "components": [
            *(_component(*piece, study, texts) for piece in pieces_of(study)),
            *(_level(*piece, study, texts) for piece in levels_of(study)),
        ],
        "nonsmooth_points": [_point(classified, texts) for classified in study.nonsmooth_points],
        "singular_points": [],
    }


class _Texts:
    """Texts and decimals of numbers; those that many points share are made once."""

    def __init__(self) -> None:
        self._texts: dict[Hashable, str] = {}
        self._decimals: dict[int, str] = {}

    def text(self, number: Real) -> str:
        """The SymPy-readable text."""
        key = _key(number)
        found = self._texts.get(key)
        if found is None:
            found = self._texts[key] = self._text(number)
        return found

    def _text(self, number: Real) -> str:
        """The number's own text; that of a long sum from the texts of its terms, which other sums have too."""
        if isinstance(number, RealSum) and number.short() is None:
            return " + ".join(f"({self.text(term)})" for term in number.terms)
        return number.text()

    def decimal(self, number: Real) -> str:
        """Twenty digits."""
        found = self._decimals.get(id(number))
        if found is None:
            found = self._decimals[id(number)] = number.decimal()
        return found


def _key(number: Real) -> Hashable:
    """Enclosures that are equal balls have the same text; other numbers are told apart by identity."""
    if isinstance(number, Enclosure):
        return number.ball.mid().man_exp(), number.ball.rad().man_exp()
    return id(number)


def _point(classified: ClassifiedPoint, texts: _Texts) -> dict[str, Json]:
    point, verdict = classified.point, classified.verdict
    names = [variable.name for variable in point.variables]
    return {
        "at": {name: texts.text(c) for name, c in zip(names, point.coordinates, strict=True)},
        "decimal": {name: texts.decimal(c) for name, c in zip(names, point.coordinates, strict=True)},
        "value": texts.text(point.value),
        "value_decimal": texts.decimal(point.value),
        "kind": verdict.kind.value,
        "strict": verdict.strict,
        **_second_order(verdict, texts),
        "decided_by": verdict.decided_by or None,
        "singularity": verdict.singularity,
        "certainty": point.certainty.value,
        "global": "no" if verdict.kind is Kind.SADDLE else "undecided",
        "reason": None if verdict.reason is None else reason_text(verdict.reason.value),
    }


def _family(classified: ClassifiedFamily) -> dict[str, Json]:
    family, verdict = classified.family, classified.verdict
    return {
        "at": {v.name: sstr(at) for v, at in zip(family.variables, family.at, strict=True)},
        "parameters": [parameter.name for parameter in family.parameters],
        "condition": sstr(family.condition),
        "kind": verdict.kind.value,
        "strict": verdict.strict,
        "decided_by": verdict.decided_by or None,
        "singularity": verdict.singularity,
        "reason": None if verdict.reason is None else reason_text(verdict.reason.value),
    }


def _second_order(verdict: Verdict, texts: _Texts) -> dict[str, Json]:
    """Inertia, minors and spectrum, each where its record is there."""
    data: dict[str, Json] = {"inertia": None, "minors": [], "eigenvalues": [], "condition_number": None}
    for record in verdict.evidence:
        match record:
            case Inertia(_, positive, negative, zero):
                data["inertia"] = {"positive": positive, "negative": negative, "zero": zero}
            case SylvesterMinors(minors, _):
                data["minors"] = [texts.text(minor) for minor in minors]
            case Spectrum(eigenvalues, _, condition_number):
                data["eigenvalues"] = [texts.text(value) for value in eigenvalues]
                data["condition_number"] = None if condition_number is None else texts.text(condition_number)
    return data


def _component(
    component: CriticalComponent, piece: ComponentPiece | None, verdict: Verdict | None, study: Study, texts: _Texts
) -> dict[str, Json]:
    equations = component_equations(component, study)
    conditions = () if piece is None else piece_conditions(piece, study)
    samples = () if piece is None else piece.samples
    return _positive_dimensional(equations, conditions, component.dimension, samples, verdict, study, texts)


def _level(
    level_set: LevelSet, piece: LevelPiece | None, verdict: Verdict | None, study: Study, texts: _Texts
) -> dict[str, Json]:
    conditions = () if piece is None else level_conditions(piece)
    samples = () if piece is None else piece.samples
    return _positive_dimensional(level_set.equations, conditions, level_set.dimension, samples, verdict, study, texts)


def _positive_dimensional(
    equations: Sequence[Expr],
    conditions: Sequence[Expr],
    dimension: int,
    points: Sequence[CriticalPoint],
    verdict: Verdict | None,
    study: Study,
    texts: _Texts,
) -> dict[str, Json]:
    samples = () if verdict is None else (ClassifiedPoint(point, verdict) for point in points)
    return {
        "equations": [sstr(equation) for equation in equations],
        "where": [sstr(condition) for condition in (*conditions, *restriction_conditions(study))],
        "dimension": dimension,
        "kind": Kind.UNDECIDED.value if verdict is None else verdict.kind.value,
        "strict": None if verdict is None else verdict.strict,
        "samples": [{key: _point(s, texts)[key] for key in _OF_A_SAMPLE} for s in samples],
    }
