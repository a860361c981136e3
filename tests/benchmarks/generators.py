"""Draw, solve and verify many seeds of every exercise generator: failures, repetitions and times.

usage: python tests/benchmarks/generators.py [SEEDS [NAME...]]
"""

import statistics
import sys
import time
from collections import Counter

from symhess.sheets.generators import GENERATORS
from symhess.sheets.generators.family import shuffled
from symhess.study import Study
from symhess.verify import verify
from tests.sheets.generators.canonical import canonical

VERIFY_EVERY = 50


def run(name: str, seeds: int) -> None:
    """Print one line for a generator with its own options, and each failure."""
    family = GENERATORS[name].family()
    times, forms, verified, failed = [], Counter(), 0, 0
    for seed in range(seeds):
        draft = family.member(shuffled(seed, family.size, name))
        forms[canonical(draft.problem)] += 1
        start = time.perf_counter()
        try:
            answer = draft.kept()
        except RuntimeError as error:
            failed += 1
            print(f"  seed {seed}: {error}")
            continue
        times.append(time.perf_counter() - start)
        if isinstance(answer, Study) and seed % VERIFY_EVERY == 0:
            check = verify(answer)
            verified += bool(check)
            if not check:
                print(f"  seed {seed} is not verified: {draft.problem.function.expression}")
    print(
        f"{name:15} size {family.size:7}  drawn {seeds}  failed {failed}  different {len(forms)}  verified {verified}"
        f"  median {statistics.median(times):.3f} s  longest {max(times):.2f} s",
        flush=True,
    )


if __name__ == "__main__":
    for name in sys.argv[2:] or GENERATORS:
        run(name, int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
