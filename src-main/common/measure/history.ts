/** What something is and has been; none of its parts ever changes. */
export interface History<T> {
  /** The latest last. */
  readonly past: readonly T[];
  readonly present: T;
  /** The next one first. */
  readonly future: readonly T[];
}

/** Steps that can be taken back; older ones are forgotten. */
const mostSteps = 200;

export function begun<T>(present: T): History<T> {
  return { past: [], present, future: [] };
}

/** A new present; what had been undone is gone. */
export function changed<T>({ past, present }: History<T>, next: T): History<T> {
  return { past: [...past, present].slice(-mostSteps), present: next, future: [] };
}

/** Another present in the place of this one. */
export function amended<T>({ past }: History<T>, next: T): History<T> {
  return { past, present: next, future: [] };
}

/** The same history where there is nothing to undo. */
export function undone<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  if (past.length === 0) return history;
  return { past: past.slice(0, -1), present: past.at(-1)!, future: [present, ...future] };
}

/** The same history where there is nothing to redo. */
export function redone<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  if (future.length === 0) return history;
  return { past: [...past, present], present: future[0]!, future: future.slice(1) };
}

/** The same history of what each state becomes. */
export function mapped<T>({ past, present, future }: History<T>, become: (state: T) => T): History<T> {
  return { past: past.map(become), present: become(present), future: future.map(become) };
}
