"""Sentences about families, level sets, points without gradient and boxes."""

from __future__ import annotations

from typing import Final

__all__ = ["FAMILY_PHRASES"]

FAMILY_PHRASES: Final = {
    "clairaut.missing": "{partial} does not exist",
    "clairaut.exception": "At the exceptional point {point} the limits of the difference quotients differ: {first} and "
    "{second}.",
    "clairaut.exception-agrees": "At the exceptional point {point} the limits of the difference quotients agree: "
    "{first} and {second}.",
    "box": "The box that was searched: {box}.",
    "box.interval": "{variable} in [{low}, {high}]",
    "note.domain": "Only points with {conditions} count.",
    "result.repeating": "There are infinitely many critical points.",
    "result.families": "These repeat; n, m and the like stand for any integers:",
    "result.family": "{point} for {condition}: {verdict}.",
    "result.family-all": "{point} for all integers {parameters}: {verdict}.",
    "result.nonsmooth": "At {point} the function has a value but no gradient: {verdict}.",
    "parity.even": "{term} even",
    "parity.odd": "{term} odd",
    "residue": "{term} with remainder {residue} modulo {modulus}",
    "test.factor-along": "a power that vanishes on the whole set",
    "test.directions": "the first term in every direction",
    "evidence.representative": "All points of the family behave alike; {point} stands for them.",
    "evidence.representative-residues": "For {residues} the points behave alike; {point} stands for them.",
    "evidence.family-minors": "For any integers the leading principal minors of the Hessian are {minors}, with these "
    "signs: {signs}.",
    "evidence.family-minors-residues": "For {residues} the leading principal minors of the Hessian are {minors} in "
    "terms of the quotients, with these signs for all integers: {signs}.",
    "evidence.outer-curvature": "{outer} with {inner}: on the set the outer function's first derivative is zero and "
    "its second is {second}, which is {sign} there.",
    "evidence.factor-along": "There {formula}, and the second factor is {sign} near the set, or zero.",
    "evidence.side": "{outer} with {inner}: for {unknown} {side} {place} the outer function moves away from its value "
    "like {term}.",
    "evidence.side.above": "just above",
    "evidence.side.below": "just below",
    "evidence.directional": "Along the ray in direction {direction} f moves away from its value like {term}, and the "
    "factor is {sign} in all directions.",
    "evidence.directional-both": "Along the ray in direction {direction} f moves away from its value like {term}: up "
    "for {up} and down for {down}.",
}
