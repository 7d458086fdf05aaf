import { createInterface } from 'node:readline';

/** What a turn came to; the benchmark's peers in other languages answer alike. */
interface TurnAnswer {
  /** Of each time the work was done. */
  readonly milliseconds: readonly number[];
  /** What each gave, for comparison with the other peers. */
  readonly results: readonly number[];
  readonly peakMemoryMiB: number;
}

/**
 * Does the benchmark's bidding: says that it is ready, then answers each line of standard input, a count, by a line
 * of JSON about as many rounds of work, until the input ends.
 */
export async function answerTurns(work: () => Promise<number>): Promise<void> {
  console.log(JSON.stringify({ versions: {} }));
  for await (const line of createInterface({ input: process.stdin })) {
    const milliseconds: number[] = [];
    const results: number[] = [];
    for (let round = 0; round < Number(line); round++) {
      const start = performance.now();
      results.push(await work());
      milliseconds.push(performance.now() - start);
    }
    const peakMemoryMiB = process.resourceUsage().maxRSS / 1024;
    const answer: TurnAnswer = { milliseconds, results, peakMemoryMiB };
    console.log(JSON.stringify(answer));
  }
}
