"""Every sentence in English; ``{slots}`` are filled with formulas or words by :mod:`symhess.render.phrases`."""

from __future__ import annotations

from typing import Final

from symhess.render.english_constraints import CONSTRAINT_PHRASES
from symhess.render.english_families import FAMILY_PHRASES
from symhess.render.english_shape import SHAPE_PHRASES

__all__ = ["ENGLISH"]

_PAGE: Final = {
    "title": "Critical points of {function}",
    "heading.gradient": "Gradient",
    "heading.derivative": "Derivative",
    "heading.hessian": "Hessian and Clairaut check",
    "heading.second-derivative": "Second derivative",
    "heading.critical-set": "Critical points",
    "heading.classification": "Classification",
    "heading.details": "Details of the classification",
    "heading.notes": "Notes",
    "footer": "Made by symhess {version}. Every verdict is exact; none rests on floating point.",
    "figure.levels": "Level lines; the level of a saddle is dashed.",
    "figure.surface": "The graph.",
    "figure.curve": "The graph with its critical points.",
    "figure.alternative.levels": "Level lines of f with its critical points: {points}",
    "figure.alternative.surface": "Graph of f as a surface with its critical points: {points}",
    "figure.alternative.curve": "Graph of f with its critical points: {points}",
    "list.and": " and ",
    "list.or": " or ",
}

_COUNTS: Final = {
    **{
        f"number.{k}": word
        for k, word in enumerate(
            (
                "no",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            )
        )
    },
    "point.one": "critical point",
    "point.many": "critical points",
    "minimum.strict.one": "strict local minimum",
    "minimum.strict.many": "strict local minima",
    "minimum.not-strict.one": "local minimum that is not strict",
    "minimum.not-strict.many": "local minima that are not strict",
    "minimum.open.one": "local minimum",
    "minimum.open.many": "local minima",
    "maximum.strict.one": "strict local maximum",
    "maximum.strict.many": "strict local maxima",
    "maximum.not-strict.one": "local maximum that is not strict",
    "maximum.not-strict.many": "local maxima that are not strict",
    "maximum.open.one": "local maximum",
    "maximum.open.many": "local maxima",
    "saddle.open.one": "saddle",
    "saddle.open.many": "saddles",
    "undecided.open.one": "point of undecided kind",
    "undecided.open.many": "points of undecided kind",
}

_RESULT: Final = {
    "result.lead": "Result.",
    "result.count": "{count}: ",
    "result.count-beside": "{count} beside whole curves or surfaces of them: ",
    "result.at-several": "{count}: {places}",
    "result.place": "{points} with {value}",
    "result.at": "{count} {points} with {value}",
    "result.none": "There is no critical point.",
    "result.none-found": "No critical point was found.",
    "status.complete": "These are all real critical points: nothing is missing.",
    "status.complete-in-box": "These are all real critical points in the search box; outside nothing is claimed.",
    "status.incomplete": "It is not proved that the list is complete.",
    "result.none-isolated": "There is no isolated critical point.",
    "result.component": "All points with {equations} are critical (dimension {dimension}); {verdict}.",
    "result.component-all": "All points are critical (dimension {dimension}); {verdict}.",
    "result.component-value": "{verdict}, with {value}",
    "result.component-open": "their kind is not decided",
    "result.undecided": "Undecided: {count}. {reason}",
}

_REASONS: Final = {
    "reason.singular-hessian": "The Hessian is singular there, and its signs alone do not decide.",
    "reason.not-polynomial": "The partial derivatives are not polynomials over the rational numbers.",
    "reason.positive-dimensional": "The critical set holds whole curves or surfaces, not only isolated points.",
    "reason.count-unproved": "Points were found, but their number is not proved to be the number of solutions.",
    "reason.too-large": "The system is too large for an exact solution.",
    "reason.time-limit": "The time limit was reached before everything was done.",
    "reason.interrupted": "The computation was interrupted before everything was done.",
    "reason.not-analytic": "The function is not analytic there, so that its Taylor series does not decide.",
    "reason.zero-test": "A number could not be told from zero there.",
    "reason.flat-to-order": "The function is flat there to the highest order that was looked at.",
    "reason.semidefinite-form": "The first form that is not zero is semidefinite there and does not decide.",
    "reason.no-strategy": "No exact method applies, and the box that was searched is only a part of the domain.",
    "reason.boxes-left": "Some small boxes could neither be cleared nor shown to hold exactly one critical point.",
    "reason.kinks": "Where the function has no gradient, not every point could be examined.",
    "reason.nonsmooth": "The function has no gradient there, and no argument about its values decides.",
    "reason.enclosed-only": "The point is known by an enclosure only, and its Hessian may be singular there.",
    "reason.singular-constraints": "The gradients of the constraints are dependent there, and no argument decides.",
    "reason.weak-multiplier": "A multiplier is zero there, so that first and second derivatives do not decide.",
    "reason.component": "The kind of a component is not part of this analysis yet.",
}

_DERIVATIVES: Final = {
    "rule.constant": "terms without {variable} vanish",
    "rule.variable": "{variable} has the derivative 1",
    "rule.sum": "sum rule",
    "rule.constant-multiple": "constant factor",
    "rule.product": "product rule",
    "rule.quotient": "quotient rule",
    "rule.power": "power rule",
    "rule.general-power": "general power rule",
    "rule.table": "table of derivatives",
    "rule.chain": "chain rule",
    "rule.with-parts": "{rule}, {parts}",
    "rule.with-outer": "{rule}, {parts}, {outer}",
    "rule.simplified": "simplified",
    "rule.symmetry": "same computation: exchange {first} and {second}, {identity}",
    "rule.symmetry-many": "same computation: exchange {first} and {second} leaves {function} unchanged",
    "gradient.long": "The derivation has too many steps to be shown; these are the results.",
    "hessian.zeros": "All other second partial derivatives vanish; both orders were carried out.",
    "hessian.all-zero": "All second partial derivatives vanish; both orders were carried out.",
    "hessian.cut": "The first {shown} of {total} nonzero entries are shown; the JSON output has them all.",
    "hessian.large": "The Hessian is a {size} by {size} matrix with the entries above.",
    "clairaut.proved-one": "Both orders of the mixed partial derivative were carried out and agree. {hypothesis}",
    "clairaut.proved-many": "Both orders of all {count} mixed partial derivatives were carried out and agree. "
    "{hypothesis}",
    "clairaut.hypothesis": "Clairaut's theorem (Schwarz) predicts this where {function} is twice continuously "
    "differentiable: on {domain}.",
    "clairaut.open": "Not all mixed partial derivatives were shown to agree: {pairs}.",
}

_SOLUTIONS: Final = {
    "critical-set.complete": "Every case has been solved exactly, so these are all real critical points.",
    "system.lead": "The critical points are the real solutions of {equation}:",
    "system.long": "The critical points are the real solutions of {equation}.",
    "blocks": "No equation joins the unknowns {groups}: each group is solved alone, and the solutions are combined.",
    "blocks.group": "Group {group}: ",
    "blocks.count": "Together: {product} points.",
    "factors": "Equation {equation} factors: {factored}.",
    "factors.case": "Case {number}: ",
    "zero-forced": "All terms of equation {equation} have one sign; they vanish together only where {zero}.",
    "reduced-by": "A multiple of equation {divisor} is subtracted from equation {equation}.",
    "solved-for": "Equation {equation} gives {solution}, which is put into the others.",
    "roots": "{equation} has exactly {count} (Descartes' rule with bisection): {roots}.",
    "roots.linear": "There remains {roots}.",
    "roots.not-listed": "{equation} has exactly {count} (Descartes' rule with bisection).",
    "root.one": "real root",
    "root.many": "real roots",
    "finite.lead": "With {form} every solution is a root of the eliminant",
    "finite.back": "and the coordinates follow from {variable}:",
    "finite.long": "With {form} every solution belongs to one root {variable} of a polynomial of degree {degree}, "
    "the eliminant, which is too long to print.",
    "finite.coordinates-long": "The coordinates are polynomials in {variable} over the derivative of the eliminant.",
    "theorem.bezout": "By Bézout's theorem the system has exactly {count}, counted with multiplicity.",
    "theorem.basis": "An exact Gröbner basis shows that the system has exactly {count}, counted with multiplicity.",
    "complex.one": "complex solution",
    "complex.many": "complex solutions",
    "finite.distinct.all": "All are distinct, as many as the eliminant has roots: nothing is missing.",
    "finite.distinct.some": "{count} are distinct, as many as the eliminant has roots: nothing is missing.",
    "finite.real.none": "None of them is real.",
    "finite.real.one": "One of them is real.",
    "finite.real.some": "{count} of them are real.",
    "finite.real.all": "All of them are real.",
    "cases.cut": "The further cases are in the JSON output.",
    "no-solution.constant": "Equation {equation} reads {formula}: no solution.",
    "no-solution": "Equation {equation} has no real solution: {formula}, a sum of even powers with one sign.",
    "not-finite": "This case has infinitely many solutions: {equations}, of dimension {dimension}.",
    "elementary.box": "In the box {sides} interval arithmetic isolates exactly {count}, each proved to be the only one "
    "near it; {boxes} boxes were looked at, and nothing is left open.",
    "elementary.box-open": "In the box {sides} interval arithmetic isolates {count}; parts of the {boxes} boxes that "
    "were looked at stay undecided.",
    "elementary.within": "All solutions satisfy {bounds}: farther out a power of the variable outweighs all other "
    "terms of an equation.",
    "elementary.everywhere": "The derivatives exist everywhere.",
    "elementary.domain": "This is asked where {conditions}.",
    "elementary.identity": "{equation} holds everywhere.",
    "elementary.never-zero": "{expression} has no zero, so that there is no solution here.",
    "elementary.means": "{equation} means {other}: other factors have no zero.",
    "elementary.factors": "{equation} is a product, and means {factors}.",
    "elementary.common": "All equations have the factor {factor}: it is zero, or {cofactors}.",
    "elementary.groups": "No equation joins the groups {groups}, which are solved one after the other.",
    "elementary.solved-for": "{equation} gives {solution}, which is put into the others.",
    "elementary.one-sign": "All terms of {expression} have one sign; the sum is zero only where all are: {terms}.",
    "elementary.implied": "Together the equations mean the same as {implied}.",
    "elementary.kernels": "With {kernels} as unknowns the equations are polynomials; {count} can be taken.",
    "elementary.inverted": "{equation} means {cases}, with integers as far as letters n occur.",
    "elementary.logarithms": "{equation} means {other}, by the exponential function.",
    "elementary.line": "{equation} is solved by {zeros}, and by nothing else.",
    "elementary.line-none": "{equation} has no solution.",
    "elementary.line-many": "{equation} has {count}.",
    "elementary.outside": "Here {condition} does not hold, so that nothing belongs to the domain.",
    "elementary.level": "There remains {equations}: a set of dimension {dimension}.",
    "elementary.all": "Every point is a solution.",
    "solution.one": "solution",
    "solution.many": "solutions",
    "line.factors": "For {where} the function {expression} vanishes exactly where one of its factors does: {factors}.",
    "line.no-factor": "For {where} the function {expression} has no zero: its factors never vanish.",
    "line.zeros": "For {where} the function {expression} has exactly {count}: {zeros}. Each is alone because a "
    "derivative keeps its sign around it; enclosures of the function exclude all others.",
    "line.count": "For {where} the function {expression} has exactly {count}, by derivatives that keep their signs "
    "and by enclosures of the function.",
    "line.periodic": "The function {expression} repeats with the period {period}: one period decides.",
    "zero.one": "zero",
    "zero.many": "zeros",
    "not-solved": "Not proved here. {reason}",
}

_POINTS: Final = {
    "column.point": "point",
    "column.points": "points",
    "column.inertia": "positive, negative, zero eigenvalues",
    "column.eigenvalues": "eigenvalues",
    "column.verdict": "verdict",
    "table.lead-two": "With {first} and {second} (Sylvester's criterion) a point is a minimum for {minimum}, a "
    "maximum for {maximum}, and a saddle for {saddle}.",
    "table.lead-one": "A point is a minimum for {minimum} and a maximum for {maximum}.",
    "table.lead": "By the leading principal minors {minors} of the Hessian (Sylvester's criterion) a point is a "
    "minimum where all are positive, a maximum where their signs alternate beginning with minus, and a saddle "
    "for any other signs without zero.",
    "table.cut": "The first {shown} of {total} are shown; the JSON output has them all.",
    "because.minimum": "positive definite: {verdict}",
    "because.maximum": "negative definite: {verdict}",
    "because.saddle": "indefinite: {verdict}",
    "because.undecided": "singular Hessian: {verdict}",
    "because.minimum.one-variable": "{sign}: {verdict}",
    "because.maximum.one-variable": "{sign}: {verdict}",
    "because.saddle.one-variable": "{verdict}",
    "because.undecided.one-variable": "{sign}: {verdict}",
    "verdict.minimum.strict": "strict local minimum",
    "verdict.minimum.not-strict": "local minimum, not strict",
    "verdict.minimum.open": "local minimum",
    "verdict.maximum.strict": "strict local maximum",
    "verdict.maximum.not-strict": "local maximum, not strict",
    "verdict.maximum.open": "local maximum",
    "verdict.saddle.open": "saddle",
    "verdict.undecided.open": "undecided",
    "kind.minimum": "minimum",
    "kind.maximum": "maximum",
    "kind.saddle": "saddle",
    "kind.undecided": "undecided",
    "test.": "no test decided",
    "test.sylvester": "Sylvester's criterion: the signs of the leading principal minors",
    "test.inertia": "the signs of the eigenvalues",
    "test.power-along": "a power that vanishes on the whole component",
    "test.transverse-hessian": "the signs of the eigenvalues across the component",
    "test.corank-one": "the lowest term of the function that is left in the one degenerate direction",
    "test.half-branches": "the count of the half-branches on which f keeps its value",
    "test.newton-polygon": "the Newton polygon",
    "test.factors": "the factors of odd multiplicity",
    "test.summands": "the kinds of its summands in different variables",
    "test.dominance": "even powers that outweigh all other terms",
    "test.tangency": "the points where the lowest part touches the level sets of a gauge",
    "test.splitting": "the splitting lemma",
    "test.sides": "the values on both sides",
    "test.curves": "two curves on which f rises and falls",
    "test.first-order": "a term of first order that is left",
    "test.outer-function": "the kind of the inner function",
    "test.constant": "the function that is left in the degenerate directions is constant",
    "test.opposite-curvature": "directions of opposite curvature",
    "certainty.exact": "known exactly",
    "certainty.proved-unique": "proved to be the only one in its enclosure",
    "certainty.numeric": "found numerically, not proved",
    "verdict.singularity": "{verdict}, of type {singularity}",
    "details.point": "{point}: decided by {test}.",
    "details.undecided": "{point}: not decided. {reason}",
    "evidence.minors": "Leading principal minors: {minors}.",
    "evidence.inertia": "The characteristic polynomial {polynomial} has {positive} positive, {negative} negative "
    "and {zero} zero roots (Descartes' rule is exact, since all roots are real).",
    "evidence.inertia-long": "The characteristic polynomial has {positive} positive, {negative} negative and {zero} "
    "zero roots (Descartes' rule is exact, since all roots are real).",
    "evidence.spectrum": "Eigenvalues: {eigenvalues}.",
    "evidence.condition": "Condition number: {number}.",
    "evidence.directions": "Principal directions: {directions}.",
    "evidence.power": "There {formula} up to terms in other variables, and the second factor is {sign} on the "
    "component.",
    "evidence.power.positive": "positive",
    "evidence.power.negative": "negative",
    "evidence.transverse": "Along the component f is constant and the Hessian has {positive} positive and {negative} "
    "negative eigenvalues; their product is {product}. The other eigenvalues belong to directions along the component "
    "(Morse–Bott).",
    "evidence.scaling": "Putting {scaled} for the variables, s > 0, multiplies f minus its constant by {factor}: "
    "f does the same all along the piece.",
    "sign.1": "positive",
    "sign.-1": "negative",
    "sign.0": "zero",
    "evidence.reduced": "Splitting lemma: with the increments {increments} the derivatives by the other directions "
    "vanish for {solved}; what remains is the reduced function {reduced}.",
    "evidence.reduced-order": "Splitting lemma: with the increments {increments} the derivatives by the other "
    "directions vanish for {solved}, up to order {order}; what remains is the reduced function {reduced} and "
    "higher terms.",
    "evidence.reduced-nothing": "With the increments {increments} the function begins with {reduced}, and nothing "
    "can be split off.",
    "evidence.reduced-nothing-order": "With the increments {increments} the function is {reduced} up to order "
    "{order}, and nothing can be split off.",
    "evidence.lowest": "In {increment} it begins with {term}.",
    "evidence.sign-change": "On the curve {up}, t > 0, f rises above its value like {positive}; on {down} it falls "
    "below like {negative}.",
    "evidence.zero-curve": "On the curve {curve}, t > 0, f keeps its value: the point is not strict.",
    "evidence.half-branches": "The factor {factor}, of multiplicity {multiplicity}, has {count} real half-branches "
    "out of the point (Sturm's theorem in the box {box}).",
    "evidence.newton-polygon": "By its Newton polygon {function} takes near 0 only these signs: {signs}.",
    "evidence.dominated": "The even powers {squares} outweigh all other terms of {function} (inequality of the "
    "arithmetic and the geometric mean), so near 0 it is {sign}.",
    "evidence.square-factors": "Up to a factor that keeps its sign, the difference to the value at the point is "
    "{factored}; factors of even multiplicity do not change the sign.",
    "evidence.outer": "The function is {outer} with {inner}, and the outer function begins with the power {power} "
    "of the increment of {unknown}, with the coefficient {coefficient}.",
    "evidence.summands": "The function is a sum of functions whose kinds at the point are known: {summands}.",
    "evidence.beside": "Where one of them keeps its value, the others add up to {rest}, which tells whether the "
    "extremum is strict.",
    "evidence.part": "At the point {expression} has this kind: {kind}.",
    "evidence.tangency": "The lowest part {form} touches the level sets of {gauge} at {above} real points where it is "
    "positive and at {below} where it is negative.",
    "evidence.curvature": "{up} and {down}: the Hessian takes both signs.",
    "number.is": "{name} is the only root of {polynomial} in the interval {interval}.",
    "number.is-index": "{name} is real root number {index} (in ascending order) of {polynomial}.",
}

_NOTES: Final = {
    "note.convexity": "Convexity is not looked at here; symhess.convexity decides it.",
}

ENGLISH: Final[dict[str, str]] = {
    **_PAGE,
    **_COUNTS,
    **_RESULT,
    **_REASONS,
    **_DERIVATIVES,
    **_SOLUTIONS,
    **_POINTS,
    **_NOTES,
    **FAMILY_PHRASES,
    **SHAPE_PHRASES,
    **CONSTRAINT_PHRASES,
}
