"""English wording about the whole function: convexity and global extrema."""

from typing import Final

__all__ = ["SHAPE_PHRASES"]

SHAPE_PHRASES: Final = {
    "grounds.affine": "The function is affine: it is convex and concave at once.",
    "grounds.hessian": "The leading principal minors of the Hessian have fixed signs on the whole domain, and f is "
    "affine on no segment.",
    "grounds.hessian-strictness-open": "The principal minors of the Hessian have fixed signs on the whole domain; "
    "whether f is affine on some segment is not decided.",
    "grounds.affine-segment": "The principal minors of the Hessian have fixed signs on the whole domain, and f is "
    "affine on a segment.",
    "grounds.composition": "The rules of composition show it.",
    "grounds.composition-strictness-open": "The rules of composition show it; whether f is affine on some segment is "
    "not decided.",
    "grounds.opposite-curvature": "The Hessian has a direction of positive curvature at one point and one of negative "
    "curvature at another.",
    "grounds.domain-not-convex": "The domain is not shown to be convex, or f has no value on part of it; give a convex "
    "domain such as x > 0.",
    "grounds.no-point": "No point of the domain was found.",
    "grounds.not-smooth": "The function is not smooth everywhere, and no rule of composition applies.",
    "grounds.sign-not-found": "The sign of a minor of the Hessian over the domain was not found, and no points refute "
    "convexity.",
    "grounds.time-limit": "The time limit was reached before everything was done.",
    "grounds.not-examined": "The quick tests that belong to an analysis do not decide; the function convexity looks "
    "further.",
    "grounds.coercive": "The function grows beyond all bounds in every direction, so the best critical value is the "
    "extremal one.",
    "grounds.convex-function": "The function is convex (for a maximum: concave), so its critical point is the global "
    "extremum.",
    "grounds.tails": "Beyond the critical points the function is monotone, and towards both ends it stays away from "
    "this value.",
    "grounds.bound-attained": "The function nowhere passes this value, which a critical point attains.",
    "grounds.bound-approached": "The function nowhere passes this value and comes as close to it as one likes along a "
    "curve, but does not attain it.",
    "grounds.unbounded-curve": "Along a curve the function passes every bound.",
    "grounds.no-bound": "No bound and no curve to infinity was found.",
    "grounds.set-incomplete": "The list of critical points is not known to be complete.",
    "grounds.no-method": "No method here applies to this function.",
    "heading.whole": "The function as a whole",
    "domain.whole": "all of space",
    "convexity": "Convexity on {domain}: {curvature}. {reason}",
    "curvature.strictly-convex": "strictly convex",
    "curvature.convex": "convex",
    "curvature.strictly-concave": "strictly concave",
    "curvature.concave": "concave",
    "curvature.neither": "neither convex nor concave",
    "curvature.undecided": "not decided",
    "minors.positive": "positive",
    "minors.nonnegative": "nowhere negative",
    "evidence.hessian-minors": "In {variables} the leading principal minors {minors} of the Hessian are {sign} on "
    "{domain}.",
    "evidence.hessian-minors-concave": "In {variables} the leading principal minors {minors} of the Hessian of −f are "
    "{sign} on {domain}.",
    "evidence.hessian-minors-all": "In {variables} all principal minors {minors} of the Hessian are {sign} on "
    "{domain}.",
    "evidence.hessian-minors-all-concave": "In {variables} all principal minors {minors} of the Hessian of −f are "
    "{sign} on {domain}.",
    "evidence.curvature-witnesses": "The second derivative is positive at {up_at} in the direction {up} and negative "
    "at {down_at} in the direction {down}.",
    "evidence.affine-line": "The function is affine along the line through {point} in the direction {direction}.",
    "evidence.affine-segment": "The function is affine from {point} on in the direction {direction}, for multiples "
    "up to {length}.",
    "evidence.no-flat-segment": "The Hessian is singular at most where {where}, and the function is affine on no "
    "segment there.",
    "evidence.composition": "{expression} is {curvature}: {rule}.",
    "evidence.leading-form": "The terms of highest degree in {variables}, {form}, are {sign} everywhere but at 0.",
    "evidence.leading-form-weighted": "With the weights {weights} of {variables} the terms of highest degree, "
    "{form}, are {sign} everywhere but at 0.",
    "evidence.lower-bound": "The function is nowhere below {value}.",
    "evidence.upper-bound": "The function is nowhere above {value}.",
    "evidence.curve-term": "Along {curve}, for large t, the function behaves like {term}.",
    "evidence.curve-limit": "Along {curve}, for large t, the function tends to {value}.",
    "evidence.curve-falls": "Along {curve}, for large t, the function falls faster than the logarithm of t rises.",
    "evidence.curve-rises": "Along {curve}, for large t, the function rises faster than the logarithm of t.",
    "composition.sum": "a sum of such functions",
    "composition.multiple": "a constant multiple",
    "composition.one-variable": "a function of one linear form with a second derivative of this sign",
    "composition.absolute-value": "an absolute value",
    "composition.maximum": "the largest of convex functions",
    "composition.minimum": "the smallest of concave functions",
    "composition.exponential": "the exponential of a convex function",
    "composition.logarithm": "the logarithm of a concave function",
    "composition.log-sum-exp": "the logarithm of a sum of exponentials",
    "composition.norm": "the length of an affine image",
    "composition.power": "a power of a function of the right curvature and sign",
    "composition.quadratic-over-linear": "a square over a positive concave function",
}
