"""Convexity on an open convex set: in come a function and a domain, out comes a proved statement.

Points refute it; otherwise the principal minors of the Hessian are shown to keep their signs over the domain, or rules
of composition show it where f is not smooth.
"""

from symhess.convexity.decide import decide_convexity
from symhess.convexity.domain import Domain, domain_of
from symhess.convexity.of_study import examined
from symhess.convexity.region import convex_region

__all__ = ["Domain", "convex_region", "decide_convexity", "domain_of", "examined"]
