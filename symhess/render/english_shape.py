"""English wording about the whole function: convexity and global extrema."""

from typing import Final

__all__ = ["SHAPE_PHRASES"]

SHAPE_PHRASES: Final = {
    "grounds.affine": "The function is affine: it is convex and concave at once.",
    "grounds.hessian": "The leading principal minors of the Hessian have fixed signs on the whole domain, and f is "
    "affine on no segment.",
    "grounds.hessian-strictness-open": "The principal minors of the Hessian have fixed signs on the whole domain; "
    "whether f is affine on some segment is not decided.",
    "grounds.affine-segment": "The principal minors of the Hessian have fixed signs on the whole domain, and f is affine "
    "on a segment.",
    "grounds.composition": "The rules of composition show it.",
    "grounds.composition-strictness-open": "The rules of composition show it; whether f is affine on some segment is not "
    "decided.",
    "grounds.opposite-curvature": "The Hessian has a direction of positive curvature at one point and one of negative "
    "curvature at another.",
    "grounds.domain-not-convex": "The domain is not shown to be convex, or f has no value on part of it; give a convex "
    "domain such as x > 0.",
    "grounds.no-point": "No point of the domain was found.",
    "grounds.not-smooth": "The function is not smooth everywhere, and no rule of composition applies.",
    "grounds.sign-not-found": "The sign of a minor of the Hessian over the domain was not found, and no points refute "
    "convexity.",
    "grounds.time-limit": "The time limit was reached before everything was done.",
    "grounds.not-examined": "The quick tests that belong to an analysis do not decide; symhess.convexity looks further.",
    "grounds.coercive": "The function grows beyond all bounds in every direction, so the best critical value is the "
    "extremal one.",
    "grounds.convex-function": "The function is convex (for a maximum: concave), so its critical point is the global "
    "extremum.",
    "grounds.tails": "Beyond the critical points the function is monotone, and towards both ends it stays away from this "
    "value.",
    "grounds.bound-attained": "The function nowhere passes this value, which a critical point attains.",
    "grounds.bound-approached": "The function nowhere passes this value and comes as close to it as one likes along a "
    "curve, but does not attain it.",
    "grounds.unbounded-curve": "Along a curve the function passes every bound.",
    "grounds.no-bound": "No bound and no curve to infinity was found.",
    "grounds.set-incomplete": "The list of critical points is not known to be complete.",
    "grounds.no-method": "No method here applies to this function.",
    "grounds.compact": "The set is compact, so the extremal values are attained, and all candidates are known.",
    "grounds.periodic": "The function is periodic, so the extremal values are attained, and all candidates are known.",
    "grounds.curve-ends": "The behaviour of the function towards the ends of the set decides.",
    "grounds.empty-set": "No point satisfies the conditions.",
    "grounds.open-face": "The value would be attained only on a part of the boundary that does not belong to the set.",
}
