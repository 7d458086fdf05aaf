import type { DicomNode } from '#common/network/configuration';
import { AppError, toErrorReport, type ErrorReport } from '#common/errors';
import { Association, verificationClass } from './association.ts';
import { mostContexts, type ProposedContext } from './association-pdus.ts';
import { explicitLittleEndian, implicitLittleEndian } from '#common/dicom/transfer-syntax';
import { cancelled } from './connect.ts';
import { dataSetOf, objectKind, type ObjectKind } from './sendable.ts';

/** Something to be sent; its bytes are asked for when it is its turn. */
export interface ObjectToSend {
  read(): Promise<Uint8Array>;
}

/** What became of one; null where the node stored it as it is. */
export interface SendOutcome {
  /** Of the objects as they were given, counted from 0. */
  readonly index: number;
  /** Why the node does not have it, or what it changed where `isStored`. */
  readonly problem: ErrorReport | null;
  readonly isStored: boolean;
}

export interface SendOptions {
  /** Our title. */
  readonly aeTitle: string;
  readonly signal: AbortSignal;
  readonly patience?: number;
  onOutcome(outcome: SendOutcome): void;
}

/**
 * C-ECHO to a node.
 *
 * @returns how long association and answer took, in milliseconds
 * @throws AppError those of `Association.during`, and `node-refused`
 */
export async function echoNode(node: DicomNode, options: Omit<SendOptions, 'onOutcome'>): Promise<number> {
  const start = performance.now();
  const context = {
    id: 1,
    abstractSyntax: verificationClass,
    transferSyntaxes: [implicitLittleEndian, explicitLittleEndian],
  };
  await Association.during(node, { ...options, contexts: [context] }, async (association) => {
    if (!association.accepts(context.id))
      throw new AppError('node-refused', 'The node offers no verification (C-ECHO).');
    const status = await association.echo(context.id);
    if (status !== 0) throw refusal(status);
  });
  return performance.now() - start;
}

/**
 * C-STORE of objects to a node, each as its file has it: nothing is encoded anew. What cannot be read or is refused
 * is an outcome; where the connection fails, what was not sent yet has that outcome.
 *
 * @throws AppError `cancelled`, after the outcomes of what was sent
 */
export async function sendObjects(
  node: DicomNode,
  objects: readonly ObjectToSend[],
  options: SendOptions,
): Promise<void> {
  const kinds = new Map<number, ObjectKind>();
  for (const [index, object] of objects.entries()) {
    if (options.signal.aborted) throw cancelled();
    try {
      kinds.set(index, objectKind(await object.read()));
    } catch (thrown) {
      options.onOutcome({ index, problem: toErrorReport(thrown), isStored: false });
    }
  }
  for (const part of associationsFor(kinds)) await sendTogether(node, objects, part, options);
}

/** What goes by one association: a context for each pair of SOP Class and transfer syntax. */
interface Part {
  readonly contexts: readonly ProposedContext[];
  readonly members: readonly {
    readonly index: number;
    readonly kind: ObjectKind;
    readonly contextId: number;
  }[];
}

function associationsFor(kinds: ReadonlyMap<number, ObjectKind>): readonly Part[] {
  const pairs = new Map<string, { readonly kind: ObjectKind; readonly indices: number[] }>();
  for (const [index, kind] of kinds) {
    const pair = `${kind.sopClassUid} ${kind.transferSyntaxUid}`;
    const known = pairs.get(pair);
    if (known) known.indices.push(index);
    else pairs.set(pair, { kind, indices: [index] });
  }
  const all = [...pairs.values()];
  return Array.from({ length: Math.ceil(all.length / mostContexts) }, (_, part) => {
    const some = all.slice(part * mostContexts, (part + 1) * mostContexts);
    return {
      contexts: some.map(({ kind }, place) => ({
        id: 2 * place + 1,
        abstractSyntax: kind.sopClassUid,
        transferSyntaxes: [kind.transferSyntaxUid],
      })),
      members: some
        .flatMap(({ indices }, place) => indices.map((index) => ({ index, contextId: 2 * place + 1 })))
        .map((member) => ({ ...member, kind: kinds.get(member.index)! }))
        .sort((a, b) => a.index - b.index),
    };
  });
}

async function sendTogether(
  node: DicomNode,
  objects: readonly ObjectToSend[],
  { contexts, members }: Part,
  options: SendOptions,
): Promise<void> {
  let sent = 0;
  try {
    await Association.during(node, { ...options, contexts }, async (association) => {
      for (const { index, kind, contextId } of members) {
        if (options.signal.aborted) throw cancelled();
        options.onOutcome({ index, ...(await sendOne(association, contextId, kind, objects[index]!)) });
        sent++;
      }
    });
  } catch (thrown) {
    if (options.signal.aborted) throw thrown;
    const problem = toErrorReport(thrown);
    for (const { index } of members.slice(sent)) options.onOutcome({ index, problem, isStored: false });
  }
}

async function sendOne(
  association: Association,
  contextId: number,
  kind: ObjectKind,
  object: ObjectToSend,
): Promise<Omit<SendOutcome, 'index'>> {
  if (!association.accepts(contextId)) {
    const message = 'The node takes no object of this kind in the transfer syntax of the file.';
    return { problem: { code: 'node-refused', message }, isStored: false };
  }
  let bytes: Uint8Array;
  try {
    bytes = await object.read();
    if (objectKind(bytes).sopInstanceUid !== kind.sopInstanceUid)
      throw new AppError('file-changed', 'The file changed while it was sent.');
  } catch (thrown) {
    return { problem: toErrorReport(thrown), isStored: false };
  }
  const status = await association.store(contextId, kind, dataSetOf(bytes));
  if (status === 0) return { problem: null, isStored: true };
  return { problem: toErrorReport(refusal(status)), isStored: isWarning(status) };
}

/** The object is stored, but not as it was sent (PS3.4 table B.2-1). */
function isWarning(status: number): boolean {
  return status === 0x0001 || status >> 12 === 0xb;
}

/** Statuses of C-STORE (PS3.4 B.2.3, PS3.7 annex C) in words; the number says the rest. */
function refusal(status: number): AppError {
  const words =
    status >> 8 === 0xa7
      ? 'it has no room left'
      : status >> 8 === 0xa9
        ? 'the object does not match its SOP class'
        : status >> 12 === 0xc
          ? 'it does not understand the object'
          : status === 0x0122
            ? 'it does not take this SOP class'
            : status === 0x0124
              ? 'we are not authorized'
              : isWarning(status)
                ? 'it stored the object changed'
                : 'it failed';
  const code = `${status.toString(16).toUpperCase().padStart(4, '0')}H`;
  return new AppError('node-refused', `The node answered ${code}: ${words}.`);
}
