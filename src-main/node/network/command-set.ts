import { nonsense } from './pdu.ts';

/** Elements of group 0000 (PS3.7 E.1) that C-ECHO and C-STORE use, by their number. */
const element = {
  groupLength: 0x0000,
  affectedSopClass: 0x0002,
  commandField: 0x0100,
  messageId: 0x0110,
  respondedTo: 0x0120,
  priority: 0x0700,
  dataSetType: 0x0800,
  status: 0x0900,
  affectedSopInstance: 0x1000,
} as const;

export const commandField = {
  storeRequest: 0x0001,
  storeReply: 0x8001,
  echoRequest: 0x0030,
  echoReply: 0x8030,
} as const;

/** What a command set says; what it lacks is null. */
export interface CommandSet {
  readonly commandField: number;
  readonly messageId: number | null;
  readonly respondedTo: number | null;
  readonly status: number | null;
  readonly sopClassUid: string | null;
  readonly sopInstanceUid: string | null;
  readonly hasDataSet: boolean;
}

const noDataSet = 0x0101;

/** A command set in Implicit VR Little Endian, as it always is (PS3.7 6.3.1). */
export function writeCommandSet(command: Partial<CommandSet> & Pick<CommandSet, 'commandField'>): Buffer {
  const { messageId, respondedTo, status, sopClassUid, sopInstanceUid, hasDataSet = false } = command;
  const isStoreRequest = command.commandField === commandField.storeRequest;
  const elements = [
    uid(element.affectedSopClass, sopClassUid),
    short(element.commandField, command.commandField),
    short(element.messageId, messageId),
    short(element.respondedTo, respondedTo),
    short(element.priority, isStoreRequest ? 0 : null),
    short(element.dataSetType, hasDataSet ? 0 : noDataSet),
    short(element.status, status),
    uid(element.affectedSopInstance, sopInstanceUid),
  ];
  const rest = Buffer.concat(elements);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(rest.length);
  return Buffer.concat([write(element.groupLength, length), rest]);
}

/** @throws AppError `node-nonsense` */
export function readCommandSet(bytes: Buffer): CommandSet {
  const values = new Map<number, Buffer>();
  for (let position = 0; position < bytes.length;) {
    const isWhole = position + 8 <= bytes.length && bytes.readUInt16LE(position) === 0;
    const length = isWhole ? bytes.readUInt32LE(position + 4) : bytes.length;
    const end = position + 8 + length;
    if (!isWhole || end > bytes.length) throw nonsense('a command that is none');
    values.set(bytes.readUInt16LE(position + 2), bytes.subarray(position + 8, end));
    position = end;
  }
  const shortOf = (number: number): number | null => {
    const value = values.get(number);
    return value === undefined || value.length < 2 ? null : value.readUInt16LE(0);
  };
  const uidOf = (number: number): string | null =>
    values
      .get(number)
      ?.toString('latin1')
      .replace(/[\0 ]+$/, '') ?? null;
  const field = shortOf(element.commandField);
  if (field === null) throw nonsense('a command without Command Field');
  return {
    commandField: field,
    messageId: shortOf(element.messageId),
    respondedTo: shortOf(element.respondedTo),
    status: shortOf(element.status),
    sopClassUid: uidOf(element.affectedSopClass),
    sopInstanceUid: uidOf(element.affectedSopInstance),
    hasDataSet: (shortOf(element.dataSetType) ?? noDataSet) !== noDataSet,
  };
}

function write(number: number, value: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt16LE(number, 2);
  header.writeUInt32LE(value.length, 4);
  return Buffer.concat([header, value]);
}

function short(number: number, value: number | null | undefined): Buffer {
  if (value === null || value === undefined) return Buffer.alloc(0);
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return write(number, bytes);
}

/** Padded to even length by a zero (PS3.5 9.1). */
function uid(number: number, value: string | null | undefined): Buffer {
  if (value === null || value === undefined) return Buffer.alloc(0);
  return write(number, Buffer.from(value.length % 2 === 0 ? value : `${value}\0`, 'latin1'));
}
