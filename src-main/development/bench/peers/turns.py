"""Answers the benchmark's turns: a line of input holds how often to do the work, a line of output what came of it."""

import json
import resource
import sys
import time


def answer_turns(ready, work):
    """Tells `ready`, then times `work()`, which returns a number to compare, until the input ends."""
    print(json.dumps(ready), flush=True)
    for line in sys.stdin:
        milliseconds, results = [], []
        for _ in range(int(line)):
            start = time.perf_counter()
            results.append(work())
            milliseconds.append(1000 * (time.perf_counter() - start))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer = {"milliseconds": milliseconds, "results": results, "peakMemoryMiB": peak}
        print(json.dumps(answer), flush=True)
