import { AppError } from '#common/errors';

/** The types of PDU (PS3.8 9.3.1). */
export const pduType = {
  associateRequest: 1,
  associateAccept: 2,
  associateReject: 3,
  presentation: 4,
  releaseRequest: 5,
  releaseReply: 6,
  abort: 7,
} as const;

/** A PDU as it came: its type, and what follows its length. */
export interface RawPdu {
  readonly type: number;
  readonly body: Buffer;
}

/** A part of a command or of a data set (PS3.8 9.3.5.1 and annex E.2). */
export interface PresentationValue {
  readonly contextId: number;
  readonly isCommand: boolean;
  readonly isLast: boolean;
  readonly fragment: Buffer;
}

/** In bytes, of type and length. */
export const pduHeaderLength = 6;
/** In bytes of a P-DATA-TF PDU, of what comes before a fragment that is alone in it, behind the header. */
export const valueHeaderLength = 6;
/** In bytes behind the header: more is neither taken nor sent, whatever the peer could take. */
export const largestPdu = 131_072;

/** Type, a reserved byte, length, body. */
export function writePdu(type: number, ...parts: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(pduHeaderLength);
  header[0] = type;
  header.writeUInt32BE(
    parts.reduce((length, part) => length + part.length, 0),
    2,
  );
  return Buffer.concat([header, ...parts]);
}

/** A P-DATA-TF PDU with one value in it. */
export function writeValue(
  contextId: number,
  fragment: Uint8Array,
  { isCommand, isLast }: { readonly isCommand: boolean; readonly isLast: boolean },
): Buffer {
  const header = Buffer.alloc(valueHeaderLength);
  header.writeUInt32BE(fragment.length + 2, 0);
  header[4] = contextId;
  header[5] = (isCommand ? 1 : 0) | (isLast ? 2 : 0);
  return writePdu(pduType.presentation, header, fragment);
}

/** The values of a P-DATA-TF PDU. @throws AppError `node-nonsense` */
export function readValues(body: Buffer): readonly PresentationValue[] {
  const values: PresentationValue[] = [];
  for (let position = 0; position < body.length;) {
    const length = position + valueHeaderLength <= body.length ? body.readUInt32BE(position) : 0;
    const end = position + 4 + length;
    if (length < 2 || end > body.length) throw nonsense('a value that is longer than its PDU');
    const control = body[position + 5]!;
    values.push({
      contextId: body[position + 4]!,
      isCommand: (control & 1) !== 0,
      isLast: (control & 2) !== 0,
      fragment: body.subarray(position + valueHeaderLength, end),
    });
    position = end;
  }
  if (values.length === 0) throw nonsense('an empty PDU');
  return values;
}

/** Who ends an association without asking (PS3.8 9.3.8). */
export const abortSource = { user: 0, provider: 2 } as const;

export function writeAbort(source: number): Buffer {
  return writePdu(pduType.abort, Buffer.from([0, 0, source, 0]));
}

/** A-RELEASE-RQ and A-RELEASE-RP hold nothing. */
export function writeRelease(type: typeof pduType.releaseRequest | typeof pduType.releaseReply): Buffer {
  return writePdu(type, Buffer.alloc(4));
}

/** What a peer sent that the standard does not allow. */
export function nonsense(what: string): AppError {
  return new AppError('node-nonsense', `The other side sent ${what}.`);
}
