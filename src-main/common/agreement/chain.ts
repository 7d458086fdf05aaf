import * as v from 'valibot';
import { chainStart, linkSchema, type Link } from './entry.ts';

/** A line of the log: the hash that it states, the SHA-256 of what follows, and that text. */
export interface ChainLine {
  /** Null where the line does not begin with a hash. */
  readonly stated: string | null;
  readonly computed: string;
  readonly text: string;
}

/** What lies beside the log and is written after every entry, so that a shortened log is found. */
export const anchorSchema = v.strictObject({
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type Anchor = Readonly<v.InferOutput<typeof anchorSchema>>;

/**
 * `altered`: the line does not match its own hash. `missing`: entries are not there. `misplaced`: an entry stands
 * where it does not belong, or twice. `broken`: it does not continue the one before. `truncated`: the last entries
 * are gone. `unanchored`: it cannot be told whether there were more.
 */
export type ChainFaultKind = 'altered' | 'missing' | 'misplaced' | 'broken' | 'truncated' | 'unanchored';

export interface ChainFault {
  readonly kind: ChainFaultKind;
  /** Number of the entry that it concerns, the first of several. */
  readonly entry: number;
  /** Of the file, counted from 1. */
  readonly line: number;
}

/** How it stands with a log. It is intact where there is no fault. */
export interface ChainState {
  /** How many there should be. */
  readonly entries: number;
  readonly faultCount: number;
  /** The first of them, in the order of the file. */
  readonly faults: readonly ChainFault[];
  /** A last entry was not written to its end and never acknowledged: a power cut, no tampering. */
  readonly isTorn: boolean;
  /** Of a later format: their place in the chain is checked, and nothing else. */
  readonly newer: number;
  /** SHA-256 of the last entry, to be noted elsewhere; null for an empty log. */
  readonly head: string | null;
}

/** Faults that are told one by one. */
const mostFaults = 100;

/** Reads a log line by line and finds, and locates, what was done to it. */
export class ChainReader {
  /** What was known elsewhere of the log, not later than it is read. */
  readonly #witness: Anchor | null;
  readonly #faults: ChainFault[] = [];
  #faultCount = 0;
  #line = 0;
  #number = 0;
  /** Null behind a line that was altered: what its entry's hash was cannot be known. */
  #hash: string | null = chainStart;
  #before: string | null = null;
  #newer = 0;

  constructor(witness: Anchor | null = null) {
    this.#witness = witness;
  }

  /** Where the entry stands if it is what was written, though its place may be wrong; else null. */
  take(line: ChainLine, newestFormat: number): Link | null {
    this.#line += 1;
    const link = line.stated === line.computed ? linkOf(line.text) : null;
    if (link === null) {
      this.#blame('altered', this.#number + 1);
      return this.#go(this.#number + 1, null);
    }
    if (link.format > newestFormat) this.#newer += 1;
    const due = this.#number + 1;
    if (link.number < due) {
      this.#blame('misplaced', link.number);
      return link;
    }
    if (link.number > due) this.#blame('missing', due);
    else if (this.#hash !== null && link.previous !== this.#hash) this.#blame('broken', due);
    this.#go(link.number, line.computed);
    return link;
  }

  /** Of a line longer than any entry is. */
  skip(): void {
    this.#line += 1;
    this.#blame('altered', this.#number + 1);
    this.#go(this.#number + 1, null);
  }

  /** @param anchor null where there is none, or none that can be read */
  end(anchor: Anchor | null, isTorn: boolean): ChainState {
    const witnessed = this.#witness?.count ?? 0;
    // Log and anchor may have been taken away, or brought back from before, together.
    if (witnessed > this.#number) this.#blame('truncated', this.#number + 1);
    else if (anchor === null) {
      if (this.#number > 0) this.#blame('unanchored', this.#number);
    } else this.#holdTo(anchor);
    return {
      entries: Math.max(this.#number, anchor?.count ?? 0, witnessed),
      faultCount: this.#faultCount,
      faults: this.#faults,
      isTorn,
      newer: this.#newer,
      head: this.#number === 0 ? null : this.#hash,
    };
  }

  #holdTo({ count, hash }: Anchor): void {
    if (count > this.#number) this.#blame('truncated', this.#number + 1);
    // A crash between an entry and its anchor leaves one entry more, and never two.
    else if (count < this.#number - 1) this.#blame('unanchored', count + 1);
    else {
      const anchored = count === this.#number ? this.#hash : this.#before;
      if (anchored !== null && anchored !== hash) this.#blame('broken', count);
    }
  }

  #go(number: number, hash: string | null): null {
    this.#before = number === this.#number + 1 ? this.#hash : null;
    this.#number = number;
    this.#hash = hash;
    const { count, hash: witnessed } = this.#witness ?? {};
    if (number === count && hash !== null && hash !== witnessed) this.#blame('broken', number);
    return null;
  }

  #blame(kind: ChainFaultKind, entry: number): void {
    this.#faultCount += 1;
    if (this.#faults.length < mostFaults) this.#faults.push({ kind, entry, line: this.#line });
  }
}

function linkOf(text: string): Link | null {
  try {
    const link = v.safeParse(linkSchema, JSON.parse(text));
    return link.success ? link.output : null;
  } catch {
    return null;
  }
}
