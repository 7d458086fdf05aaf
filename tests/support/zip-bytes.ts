import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';

/** One member: its name, its bytes, and how it is packed where deflating it plainly is not meant. */
export type Packed = readonly [name: string, content: Uint8Array, options?: ZipWriterAddDataOptions];

/** A ZIP archive of the members, in order, from a writer of other people's making. */
export async function zipBytes(members: readonly Packed[]): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    keepOrder: true,
    dataDescriptor: false,
  });
  for (const [name, content, options] of members)
    await zip.add(name, new Uint8ArrayReader(content), { ...options });
  return zip.close();
}

/** One member of an archive written by hand, where its directory may say anything. */
export interface HandPacked {
  readonly name: Uint8Array;
  readonly packed: Uint8Array;
  readonly method?: number;
  readonly crc32?: number;
  readonly size?: number;
  /** What the directory claims, if not the truth. */
  readonly offset?: number;
  readonly packedSize?: number;
  readonly flags?: number;
  /** Of the directory alone; the upper half is the Unix mode. */
  readonly attributes?: number;
}

/** A ZIP archive as no proper writer would make it (APPNOTE 4.3.7, 4.3.12 and 4.3.16). */
export function handMadeZip(members: readonly HandPacked[]): Uint8Array {
  const parts: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    fields(member).copy(local, 4);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(0x0314, 4);
    fields(member).copy(record, 6);
    record.writeUInt32LE(member.attributes ?? 0, 38);
    record.writeUInt32LE(member.offset ?? offset, 42);
    parts.push(local, Buffer.from(member.name), Buffer.from(member.packed));
    records.push(record, Buffer.from(member.name));
    offset += local.length + member.name.length + member.packed.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

/** The 26 bytes that local header and directory share. */
function fields({ name, packed, method = 0, crc32 = 0, size, packedSize, flags = 0 }: HandPacked): Buffer {
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(flags, 2);
  shared.writeUInt16LE(method, 4);
  shared.writeUInt32LE(crc32, 10);
  shared.writeUInt32LE(packedSize ?? packed.length, 14);
  shared.writeUInt32LE(size ?? packed.length, 18);
  shared.writeUInt16LE(name.length, 22);
  return shared;
}
