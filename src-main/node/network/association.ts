import type { DicomNode } from '#common/network/configuration';
import { AppError } from '#common/errors';
import {
  contextResult,
  readAssociateAccept,
  writeAssociateRequest,
  type ProposedContext,
} from './association-pdus.ts';
import { commandField, readCommandSet, writeCommandSet, type CommandSet } from './command-set.ts';
import { cancelled, connectTo } from './connect.ts';
import {
  abortSource,
  largestPdu,
  nonsense,
  pduType,
  readValues,
  valueHeaderLength,
  writeAbort,
  writeRelease,
  writeValue,
  type RawPdu,
} from './pdu.ts';
import { PduChannel } from './pdu-channel.ts';

/** In milliseconds: how long a node may take to answer, to send a PDU and to take one. */
export const usualPatience = 30_000;

export interface AssociationOptions {
  /** Our title. */
  readonly aeTitle: string;
  readonly contexts: readonly ProposedContext[];
  readonly signal: AbortSignal;
  readonly patience?: number;
}

/** The Verification SOP Class (PS3.4 annex A). */
export const verificationClass = '1.2.840.10008.1.1';

/** In bytes of a command set; that of a reply takes a hundredth. */
const largestCommand = 65_536;
/** Replies of fewer bytes than this would cut a fragment to nothing. */
const leastMaximumLength = valueHeaderLength + 2;

/** An association as its requestor (PS3.8 clause 7): one operation after the other. */
export class Association {
  readonly #channel: PduChannel;
  readonly #accepted: ReadonlySet<number>;
  /** In bytes, of a fragment. */
  readonly #fragmentLength: number;
  #messageId = 0;

  private constructor(channel: PduChannel, accepted: ReadonlySet<number>, maximumLength: number) {
    this.#channel = channel;
    this.#accepted = accepted;
    const most = maximumLength === 0 ? largestPdu : Math.min(maximumLength, largestPdu);
    this.#fragmentLength = most - valueHeaderLength;
  }

  /**
   * Runs `use` over an association, which is released afterwards, or aborted where it failed or was cancelled.
   *
   * @throws AppError `node-unreachable`, `node-untrusted`, `node-refused`, `node-silent`, `node-aborted`,
   * `node-nonsense`, `cancelled`, and what `use` throws
   */
  static async during<T>(
    node: DicomNode,
    options: AssociationOptions,
    use: (association: Association) => Promise<T>,
  ): Promise<T> {
    const { signal, patience = usualPatience } = options;
    const channel = new PduChannel(await connectTo(node, patience, signal), patience);
    const stop = (): void => channel.endWith(writeAbort(abortSource.user));
    signal.addEventListener('abort', stop);
    try {
      const association = await Association.#open(channel, node, options);
      const result = await use(association);
      await association.#release();
      return result;
    } catch (thrown) {
      if (signal.aborted) throw cancelled();
      stop();
      throw thrown;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  static async #open(
    channel: PduChannel,
    { aeTitle: calledAe }: DicomNode,
    { aeTitle: callingAe, contexts }: AssociationOptions,
  ): Promise<Association> {
    await channel.send(writeAssociateRequest({ calledAe, callingAe, contexts, maximumLength: largestPdu }));
    const { type, body } = await expectPdu(channel);
    if (type === pduType.associateReject) throw rejected(body);
    if (type !== pduType.associateAccept) throw nonsense('no answer to the association');
    const { contexts: answered, maximumLength } = readAssociateAccept(body);
    if (maximumLength !== 0 && maximumLength < leastMaximumLength) throw nonsense('an absurd maximum length');
    const accepted = new Set<number>();
    for (const { id, result, transferSyntax } of answered) {
      const proposed = contexts.find((context) => context.id === id);
      if (result === contextResult.accepted && proposed?.transferSyntaxes.includes(transferSyntax))
        accepted.add(id);
    }
    return new Association(channel, accepted, maximumLength);
  }

  accepts(contextId: number): boolean {
    return this.#accepted.has(contextId);
  }

  /** C-ECHO (PS3.7 9.1.5); answers with the status. */
  async echo(contextId: number): Promise<number> {
    return this.#perform(contextId, {
      commandField: commandField.echoRequest,
      sopClassUid: verificationClass,
    });
  }

  /** C-STORE (PS3.7 9.1.1) of a data set in the context's transfer syntax; answers with the status. */
  async store(
    contextId: number,
    { sopClassUid, sopInstanceUid }: { readonly sopClassUid: string; readonly sopInstanceUid: string },
    dataSet: Uint8Array,
  ): Promise<number> {
    const request = {
      commandField: commandField.storeRequest,
      sopClassUid,
      sopInstanceUid,
      hasDataSet: true,
    };
    return this.#perform(contextId, request, dataSet);
  }

  async #perform(
    contextId: number,
    command: Partial<CommandSet> & Pick<CommandSet, 'commandField'>,
    dataSet: Uint8Array | null = null,
  ): Promise<number> {
    const messageId = (this.#messageId = (this.#messageId % 65_535) + 1);
    const written = writeCommandSet({ ...command, messageId });
    await this.#channel.send(writeValue(contextId, written, { isCommand: true, isLast: true }));
    if (dataSet !== null) await this.#sendDataSet(contextId, dataSet);
    const reply = await this.#reply();
    if (reply.commandField !== (command.commandField | 0x8000) || reply.respondedTo !== messageId)
      throw nonsense('a reply to something else');
    if (reply.status === null) throw nonsense('a reply without a status');
    return reply.status;
  }

  async #sendDataSet(contextId: number, dataSet: Uint8Array): Promise<void> {
    for (let position = 0; position < dataSet.length; position += this.#fragmentLength) {
      const fragment = dataSet.subarray(position, position + this.#fragmentLength);
      const isLast = position + fragment.length === dataSet.length;
      await this.#channel.send(writeValue(contextId, fragment, { isCommand: false, isLast }));
    }
  }

  async #reply(): Promise<CommandSet> {
    const fragments: Buffer[] = [];
    for (let length = 0; ;) {
      const { type, body } = await expectPdu(this.#channel);
      if (type !== pduType.presentation) throw nonsense('something else than a reply');
      for (const { isCommand, isLast, fragment } of readValues(body)) {
        if (!isCommand) throw nonsense('a data set that nobody asked for');
        fragments.push(fragment);
        length += fragment.length;
        if (length > largestCommand) throw nonsense('a reply without an end');
        if (isLast) return readCommandSet(Buffer.concat(fragments));
      }
    }
  }

  /** What was stored is stored: a node that botches the farewell undoes nothing. */
  async #release(): Promise<void> {
    try {
      await this.#channel.send(writeRelease(pduType.releaseRequest));
      await this.#channel.next();
    } catch {
      // Closed below all the same.
    }
    this.#channel.close();
  }
}

async function expectPdu(channel: PduChannel): Promise<RawPdu> {
  const pdu = await channel.next();
  if (pdu === null) throw new AppError('node-aborted', 'The node closed the connection.');
  if (pdu.type === pduType.abort)
    throw new AppError('node-aborted', `The node broke the association off (reason ${pdu.body[3] ?? 0}).`);
  return pdu;
}

/** Reasons by source and number (PS3.8 table 9-21), of those that a person can do something about. */
const rejections: Readonly<Record<string, string>> = {
  '1 2': 'it does not know the application context',
  '1 3': 'it does not know our AE title',
  '1 7': 'it has another AE title',
  '3 1': 'it is busy at the moment',
  '3 2': 'it has as many associations as it takes',
};

function rejected(body: Buffer): AppError {
  const [, , source = 0, reason = 0] = body;
  const words = rejections[`${source} ${reason}`] ?? `it gave the reason ${source}, ${reason}`;
  return new AppError('node-refused', `The node refused the association: ${words}.`);
}
