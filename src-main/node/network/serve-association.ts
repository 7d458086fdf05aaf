import { transferSyntaxes } from '#common/dicom/transfer-syntax';
import { AppError } from '#common/errors';
import { verificationClass } from './association.ts';
import {
  contextResult,
  readAssociateRequest,
  writeAssociateAccept,
  type AnsweredContext,
  type ProposedContext,
} from './association-pdus.ts';
import { commandField, readCommandSet, writeCommandSet, type CommandSet } from './command-set.ts';
import { PduChannel, type Connection } from './pdu-channel.ts';
import {
  abortSource,
  largestPdu,
  nonsense,
  pduType,
  readValues,
  writeAbort,
  writePdu,
  writeRelease,
  writeValue,
} from './pdu.ts';

/** In bytes; larger objects are refused. */
export const largestObject = 2 ** 29;
/** In bytes, of a command set. */
const largestCommand = 65_536;
/** Operations of one association; another one may follow. */
const mostOperations = 10_000;
const storageClasses = '1.2.840.10008.5.1.4.1.1.';
const uidForm = /^[0-9.]{1,64}$/;

/** An object as it came, with what its meta header is to say. */
export interface ReceivedObject {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
  /** The title of who sent it. */
  readonly callingAe: string;
  readonly dataSet: Buffer;
}

export interface ServiceOptions {
  readonly aeTitle: string;
  readonly callingAeTitles: readonly string[];
  /** In milliseconds. */
  readonly patience: number;
  /** Throws where the object could not be kept: `disk-full` or another failure. */
  keep(object: ReceivedObject): Promise<void>;
}

/** Statuses of C-STORE (PS3.4 B.2.3) and of any operation (PS3.7 annex C). */
const status = {
  success: 0,
  noRoom: 0xa700,
  mismatch: 0xa900,
  failed: 0x0110,
  unrecognized: 0x0211,
} as const;

/**
 * Answers one association as its acceptor: C-ECHO and C-STORE, one operation after the other.
 *
 * @throws AppError `node-refused` where the titles are not allowed, `node-silent`, `node-aborted`, `node-nonsense`
 */
export async function serveAssociation(socket: Connection, options: ServiceOptions): Promise<void> {
  const channel = new PduChannel(socket, options.patience);
  try {
    await serve(channel, options);
  } catch (thrown) {
    channel.endWith(writeAbort(abortSource.provider));
    throw thrown;
  }
}

async function serve(channel: PduChannel, options: ServiceOptions): Promise<void> {
  const first = await channel.next();
  // Whoever only looks whether the port is open says nothing.
  if (first === null) return channel.close();
  if (first.type !== pduType.associateRequest) throw nonsense('something before its association');
  const request = readAssociateRequest(first.body);
  const refusal = refusalOf(request, options);
  if (refusal !== null) {
    channel.endWith(writePdu(pduType.associateReject, Buffer.from([0, 1, 1, refusal])));
    throw new AppError('node-refused', 'An association of another title was refused.');
  }
  const contexts = request.contexts.map(answerTo);
  await channel.send(writeAssociateAccept(request, { contexts, maximumLength: largestPdu }));
  const proposed = new Map(request.contexts.map((context) => [context.id, context]));
  const accepted = new Map(
    contexts.filter(({ result }) => result === 0).map((context) => [context.id, context]),
  );
  for (let operations = 0; operations < mostOperations; operations++) {
    const message = await nextMessage(channel, accepted);
    if (message === null) return;
    const answer = await perform(message, proposed.get(message.contextId)!, request.callingAe, options);
    const reply = writeCommandSet(answer);
    await channel.send(writeValue(message.contextId, reply, { isCommand: true, isLast: true }));
  }
  throw nonsense('more objects than an association may have');
}

/** The reason of PS3.8 table 9-21 by which a title is refused; null where both are right. */
function refusalOf(
  { calledAe, callingAe }: { readonly calledAe: string; readonly callingAe: string },
  { aeTitle, callingAeTitles }: ServiceOptions,
): number | null {
  if (!callingAeTitles.includes(callingAe)) return 3;
  return calledAe === aeTitle ? null : 7;
}

/** The first transfer syntax proposed that Osteon can show. */
function answerTo({ id, abstractSyntax, transferSyntaxes: offered }: ProposedContext): AnsweredContext {
  const isKnown = abstractSyntax === verificationClass || abstractSyntax.startsWith(storageClasses);
  const readable = offered.find((uid) => transferSyntaxes.some((one) => one.uid === uid && one.codec));
  const result = !isKnown
    ? contextResult.abstractSyntaxUnknown
    : readable === undefined
      ? contextResult.transferSyntaxesUnknown
      : contextResult.accepted;
  return { id, result, transferSyntax: readable ?? offered[0] ?? '' };
}

interface Message {
  readonly contextId: number;
  readonly transferSyntax: string;
  readonly command: CommandSet;
  readonly dataSet: Buffer | null;
}

/** A command with its data set; null after a release or the end of the connection. */
async function nextMessage(
  channel: PduChannel,
  accepted: ReadonlyMap<number, AnsweredContext>,
): Promise<Message | null> {
  let command: CommandSet | null = null;
  let contextId = 0;
  let fragments: Buffer[] = [];
  let length = 0;
  for (;;) {
    const pdu = await channel.next();
    if (pdu?.type === pduType.releaseRequest) {
      channel.endWith(writeRelease(pduType.releaseReply));
      return null;
    }
    if (pdu === null || pdu.type === pduType.abort)
      throw new AppError('node-aborted', 'The other side broke the association off.');
    if (pdu.type !== pduType.presentation) throw nonsense('a PDU out of turn');
    for (const value of readValues(pdu.body)) {
      if (value.isCommand !== (command === null)) throw nonsense('command and data set out of order');
      if (command !== null && value.contextId !== contextId) throw nonsense('two contexts in one message');
      contextId = value.contextId;
      fragments.push(value.fragment);
      length += value.fragment.length;
      if (length > (value.isCommand ? largestCommand : largestObject))
        throw nonsense('a message without an end');
      if (!value.isLast) continue;
      const whole = Buffer.concat(fragments);
      [fragments, length] = [[], 0];
      const transferSyntax = accepted.get(contextId)?.transferSyntax;
      if (transferSyntax === undefined) throw nonsense('a context that was not accepted');
      if (command !== null) return { contextId, transferSyntax, command, dataSet: whole };
      command = readCommandSet(whole);
      if (!command.hasDataSet) return { contextId, transferSyntax, command, dataSet: null };
    }
  }
}

async function perform(
  { command, dataSet, transferSyntax: transferSyntaxUid }: Message,
  { abstractSyntax }: ProposedContext,
  callingAe: string,
  { keep }: ServiceOptions,
): Promise<Parameters<typeof writeCommandSet>[0]> {
  const { sopClassUid, sopInstanceUid, messageId: respondedTo } = command;
  const answer = { commandField: command.commandField | 0x8000, respondedTo, sopClassUid, sopInstanceUid };
  if (command.commandField === commandField.echoRequest) return { ...answer, status: status.success };
  if (command.commandField !== commandField.storeRequest) return { ...answer, status: status.unrecognized };
  const isValid = sopClassUid === abstractSyntax && uidForm.test(sopInstanceUid ?? '');
  if (!isValid || dataSet === null || sopInstanceUid === null) return { ...answer, status: status.mismatch };
  try {
    await keep({ sopClassUid, sopInstanceUid, transferSyntaxUid, callingAe, dataSet });
    return { ...answer, status: status.success };
  } catch (thrown) {
    const code = thrown instanceof AppError ? thrown.code : null;
    if (code === 'invalid-attribute') return { ...answer, status: status.mismatch };
    return { ...answer, status: code === 'disk-full' ? status.noRoom : status.failed };
  }
}
