"""English wording about constraint sets and regions."""

from typing import Final

__all__ = ["CONSTRAINT_PHRASES"]

CONSTRAINT_PHRASES: Final = {
    "title.constrained": "Extrema of {function} under constraints",
    "title.region": "Extrema of {function} on a region",
    "constraint.subject": "Subject to {conditions}.",
    "constraint.heading.lagrange": "Lagrange multipliers",
    "constraint.heading.faces": "Interior and boundary",
    "constraint.heading.candidates": "Candidates",
    "constraint.heading.extrema": "Global extrema",
    "constraint.system": "At an extremum where the gradients of the constraints are independent, the gradient of f is "
    "a combination of them:",
    "constraint.elimination": "A point can be an extremum only where the gradients of f and of the constraints are "
    "dependent.",
    "constraint.column.multipliers": "multipliers",
    "constraint.sensitivity": "A multiplier tells how the extreme value changes when its constraint g = 0 is moved to "
    "g = c: it is the derivative of the extreme value with respect to c, at c = 0.",
    "constraint.positive": "At a minimum on a region no multiplier of an inequality is negative, at a maximum none is "
    "positive.",
    "constraint.singular": "At {point} the gradients of the constraints are dependent, so that no multipliers need "
    "exist there; f = {value}; {verdict}.",
    "constraint.no-candidate": "No point of the set is a candidate.",
    "constraint.attained": "{side}: {value}, at {points}.",
    "constraint.attained-set": "{side}: {value}, on a whole set of points.",
    "constraint.attained-family": "{side}: {value}, at points that repeat.",
    "constraint.not-attained": "{side}: not attained; the bound {value} is only approached.",
    "constraint.unbounded": "{side}: there is none, f is unbounded.",
    "constraint.empty": "{side}: there is none, the set is empty.",
    "constraint.undecided": "{side}: not decided.",
    "constraint.minimum": "Global minimum",
    "constraint.maximum": "Global maximum",
    "test.tangent-inertia": "the signs of the Hessian of the Lagrange function on the tangent space",
    "test.multiplier-signs": "the signs of the multipliers",
    "test.constraint-branches": "the branches of the constraint set",
    "test.constraint-curves": "curves in the constraint set",
    "test.global-extremum": "the global extremum",
    "test.extremum-of-function": "an extremum of f without constraints",
    "evidence.lagrange-system": "The points are the critical points of {lagrangian} in all its unknowns.",
    "evidence.lagrange-chart": "Where {chart} is zero, the points are the critical points of {lagrangian}.",
    "evidence.regular-constraints": "The gradients of the constraints are independent on the whole set: the minors "
    "{minors} and the constraints have no common zero.",
    "evidence.tangent-inertia": "On the tangent space the Hessian of the Lagrange function has {positive} positive, "
    "{negative} negative and {zero} zero eigenvalues.",
    "evidence.bordered-minors": "Leading minors of the bordered Hessian, from number {first} on: {minors}.",
    "evidence.singular-constraint": "Signs of f − f(p) on the branches of the set at the point: {signs}.",
    "evidence.singular-alone": "No branch of the set leads to the point: it stands alone.",
    "evidence.compact-bounds": "The set is closed and bounded: {bounds}.",
    "evidence.compact-forms": "The set is closed and bounded: on it {forms} is not positive, but goes to +∞ far away.",
    "evidence.compact-bounds-part": "The part of the set on which f is no worse than at a candidate is closed and "
    "bounded: {bounds}.",
    "evidence.compact-forms-part": "The part of the set on which f is no worse than at a candidate is closed and "
    "bounded: on it {forms} is not positive, but goes to +∞ far away.",
    "evidence.curve-ends": "Along the ends of the curve f goes to {limits}.",
    "evidence.curve-ends-none": "The curve has no end: it is bounded.",
    "evidence.curve-cut": "On the part of the set with {cut}, f goes to {limits}.",
    "evidence.active-sets": "Of the {count} inequalities these sets were taken as equations: {sets}.",
    "evidence.multiplier-signs": "Signs of the multipliers: {signs}.",
    "evidence.periods": "f repeats with these periods: {periods}.",
    "evidence.ray": "The points {point} + t·{direction}, t ≥ 0, lie in the region, and f is unbounded along them.",
    "evidence.relaxation": "With the constraints f becomes {function}, whose extremum needs fewer of them.",
    "limit.1": "+∞",
    "limit.-1": "−∞",
    "limit.0": "a finite limit",
    "grounds.compact": "The set is closed and bounded, so that the extreme values are attained, and they are the best "
    "among all candidates.",
    "grounds.curve-ends": "The set is a curve; the limits along its ends are compared with the values at all "
    "candidates.",
    "grounds.empty-set": "No point satisfies the constraints.",
    "grounds.open-face": "The value belongs to a boundary point that the strict inequalities leave out; it is only "
    "approached.",
    "grounds.periodic": "The function repeats in all its variables, so that it has its extrema within one period.",
}
