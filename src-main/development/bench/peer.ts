import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { AppError } from '#common/errors';

/** What a peer did in one turn. */
export interface Turn {
  /** Of each time the work was done. */
  readonly milliseconds: readonly number[];
  /** What each gave: a loss, a logit, a count. */
  readonly results: readonly number[];
  /** Of the peer's process since it started. */
  readonly peakMemoryMiB: number;
}

/** Whoever does the measured work when told to. */
export interface TurnTaker {
  take(rounds: number): Promise<Turn>;
}

/** A program that does the measured work when told to, and waits without work in between. */
export class Peer implements TurnTaker {
  /** What it was measured with, by the name of the package. */
  readonly versions: Readonly<Record<string, string>>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  private constructor(
    child: ChildProcessWithoutNullStreams,
    lines: AsyncIterator<string>,
    versions: Readonly<Record<string, string>>,
  ) {
    this.#child = child;
    this.#lines = lines;
    this.versions = versions;
  }

  /**
   * Starts a program and waits until it says that it is ready.
   *
   * @throws AppError `internal` with the program's own complaint.
   */
  static async start(
    file: string,
    parameters: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Peer> {
    // Python would leave compiled copies of the peers in the checkout.
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...environment };
    const child = spawn(file, parameters, { env });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => (complaint = `${complaint}${text.toString()}`.slice(-2000)));
    child.on('error', (cause) => (complaint = cause.message));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value, done } = await lines.next();
    if (done === true)
      throw new AppError('internal', `A measured program did not start: ${reasonIn(complaint)}`);
    const { versions } = JSON.parse(value) as { readonly versions: Record<string, string> };
    return new Peer(child, lines, versions);
  }

  /** @throws AppError `internal` when the program ended before it answered. */
  async take(rounds: number): Promise<Turn> {
    this.#child.stdin.write(`${rounds}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new AppError('internal', 'A measured program ended before its turn was over.');
    return JSON.parse(value) as Turn;
  }

  stop(): void {
    this.#child.kill();
  }
}

/** All that one peer did in its turns. */
export interface PeerRecord {
  readonly milliseconds: number[];
  readonly results: number[];
  peakMemoryMiB: number;
}

/**
 * Lets peers take turns, so that whatever slows the machine for a while slows them all. What they give in the
 * warm-up turns is kept; how long they take there is not.
 */
export async function takeTurns(
  peers: readonly TurnTaker[],
  { turns, warmUps, rounds }: { readonly turns: number; readonly warmUps: number; readonly rounds: number },
): Promise<readonly PeerRecord[]> {
  const records = peers.map((): PeerRecord => ({ milliseconds: [], results: [], peakMemoryMiB: 0 }));
  for (let turn = -warmUps; turn < turns; turn++) {
    for (const [i, peer] of peers.entries()) {
      const taken = await peer.take(rounds);
      const record = records[i]!;
      if (turn >= 0) record.milliseconds.push(...taken.milliseconds);
      record.results.push(...taken.results);
      record.peakMemoryMiB = taken.peakMemoryMiB;
    }
  }
  return records;
}

/** One line, such as `torch 1.13.0`, or none. */
export function listVersions({ versions }: Peer): readonly string[] {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return named.length === 0 ? [] : [named.join(', ')];
}

/** The line of a program's last words that names an error: Python prints it last, Node amid a trace. */
function reasonIn(complaint: string): string {
  const lines = complaint.trim().split('\n');
  return lines.find((line) => line.includes('Error')) ?? lines.at(-1)!;
}
