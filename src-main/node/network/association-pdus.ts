import { nonsense, pduType, writePdu } from './pdu.ts';

/** A presentation context as it is proposed (PS3.8 9.3.2.2). */
export interface ProposedContext {
  /** Odd, 1 to 255. */
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntaxes: readonly string[];
}

/** The answer to one (PS3.8 9.3.3.2). */
export interface AnsweredContext {
  readonly id: number;
  readonly result: number;
  /** Of an accepted one. */
  readonly transferSyntax: string;
}

export const contextResult = { accepted: 0, abstractSyntaxUnknown: 3, transferSyntaxesUnknown: 4 } as const;

export interface AssociateRequest {
  readonly calledAe: string;
  readonly callingAe: string;
  readonly contexts: readonly ProposedContext[];
  /** What its sender takes in a P-DATA-TF PDU, in bytes; 0 for any length. */
  readonly maximumLength: number;
}

export interface AssociateAccept {
  readonly contexts: readonly AnsweredContext[];
  readonly maximumLength: number;
}

/** More contexts have no ids. */
export const mostContexts = 128;

const applicationContext = '1.2.840.10008.3.1.1.1';
/** Says to peers who speaks (PS3.7 D.3.3.2). */
const implementationClassUid = '2.25.307198236671893458103582119237011253701';
const implementationVersion = 'OSTEON';

const item = {
  applicationContext: 0x10,
  proposedContext: 0x20,
  answeredContext: 0x21,
  abstractSyntax: 0x30,
  transferSyntax: 0x40,
  userInformation: 0x50,
  maximumLength: 0x51,
  implementationClass: 0x52,
  implementationVersion: 0x55,
} as const;

/** Version, two reserved bytes, two titles of 16 and 32 reserved bytes (PS3.8 table 9-11). */
const fixedLength = 68;

export function writeAssociateRequest(request: AssociateRequest): Buffer {
  const contexts = request.contexts.map(({ id, abstractSyntax, transferSyntaxes }) =>
    writeItem(
      item.proposedContext,
      Buffer.from([id, 0, 0, 0]),
      writeItem(item.abstractSyntax, ascii(abstractSyntax)),
      ...transferSyntaxes.map((uid) => writeItem(item.transferSyntax, ascii(uid))),
    ),
  );
  return writeAssociation(pduType.associateRequest, request, contexts, request.maximumLength);
}

export function writeAssociateAccept(request: AssociateRequest, accept: AssociateAccept): Buffer {
  const contexts = accept.contexts.map(({ id, result, transferSyntax }) =>
    writeItem(
      item.answeredContext,
      Buffer.from([id, 0, result, 0]),
      writeItem(item.transferSyntax, ascii(transferSyntax)),
    ),
  );
  return writeAssociation(pduType.associateAccept, request, contexts, accept.maximumLength);
}

/** @throws AppError `node-nonsense` */
export function readAssociateRequest(body: Buffer): AssociateRequest {
  const { items, maximumLength } = readAssociation(body);
  return {
    calledAe: titleAt(body, 4),
    callingAe: titleAt(body, 20),
    contexts: items
      .filter(({ type }) => type === item.proposedContext)
      .map(({ content }) => ({ id: idOf(content), ...syntaxesOf(content) })),
    maximumLength,
  };
}

/** @throws AppError `node-nonsense` */
export function readAssociateAccept(body: Buffer): AssociateAccept {
  const { items, maximumLength } = readAssociation(body);
  const contexts = items
    .filter(({ type }) => type === item.answeredContext)
    .map(({ content }) => ({
      id: idOf(content),
      result: content[2]!,
      transferSyntax: syntaxesOf(content).transferSyntaxes[0] ?? '',
    }));
  return { contexts, maximumLength };
}

interface Item {
  readonly type: number;
  readonly content: Buffer;
}

function writeAssociation(
  type: number,
  { calledAe, callingAe }: AssociateRequest,
  contexts: readonly Buffer[],
  maximumLength: number,
): Buffer {
  const fixed = Buffer.alloc(fixedLength);
  fixed.writeUInt16BE(1, 0);
  fixed.write(calledAe.padEnd(16), 4, 'latin1');
  fixed.write(callingAe.padEnd(16), 20, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(maximumLength);
  const user = writeItem(
    item.userInformation,
    writeItem(item.maximumLength, length),
    writeItem(item.implementationClass, ascii(implementationClassUid)),
    writeItem(item.implementationVersion, ascii(implementationVersion)),
  );
  return writePdu(
    type,
    fixed,
    writeItem(item.applicationContext, ascii(applicationContext)),
    ...contexts,
    user,
  );
}

function readAssociation(body: Buffer): { readonly items: readonly Item[]; readonly maximumLength: number } {
  if (body.length < fixedLength) throw nonsense('an association that is too short');
  const items = readItems(body.subarray(fixedLength));
  const user = items.find(({ type }) => type === item.userInformation);
  const length = user && readItems(user.content).find(({ type }) => type === item.maximumLength);
  return { items, maximumLength: length?.content.length === 4 ? length.content.readUInt32BE(0) : 0 };
}

function syntaxesOf(content: Buffer): {
  readonly abstractSyntax: string;
  readonly transferSyntaxes: string[];
} {
  const parts = readItems(content.subarray(4));
  const uids = (wanted: number): string[] =>
    parts.filter(({ type }) => type === wanted).map(({ content: uid }) => textOf(uid));
  return {
    abstractSyntax: uids(item.abstractSyntax)[0] ?? '',
    transferSyntaxes: uids(item.transferSyntax),
  };
}

function idOf(content: Buffer): number {
  if (content.length < 4) throw nonsense('a presentation context that is too short');
  return content[0]!;
}

function writeItem(type: number, ...parts: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(4);
  header[0] = type;
  header.writeUInt16BE(
    parts.reduce((length, part) => length + part.length, 0),
    2,
  );
  return Buffer.concat([header, ...parts]);
}

function readItems(bytes: Buffer): readonly Item[] {
  const items: Item[] = [];
  for (let position = 0; position < bytes.length;) {
    const length = position + 4 <= bytes.length ? bytes.readUInt16BE(position + 2) : bytes.length;
    const end = position + 4 + length;
    if (end > bytes.length) throw nonsense('an item that is longer than its PDU');
    items.push({ type: bytes[position]!, content: bytes.subarray(position + 4, end) });
    position = end;
  }
  return items;
}

function titleAt(body: Buffer, position: number): string {
  return textOf(body.subarray(position, position + 16));
}

/** Some pad UIDs with a zero byte or a space, which the standard does not allow here. */
function textOf(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
    .trimStart();
}

function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
