import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deidentification } from '#common/deidentify/deidentification';
import { listElements } from '#common/dicom/element-list';
import { readFileReferences } from '#common/dicom/medium-directory';
import { parseDataSet } from '#common/dicom/parse';
import { Tag } from '#common/dicom/tags';
import { decodeFrame } from '../../../src-main/node/decode/decode-frame.ts';
import { dicomDictionary } from '../../../src-main/node/decode/dictionary.ts';
import { takeOut } from '../../../src-main/node/decode/take-out.ts';
import { exportDicom, type DicomExport } from '../../../src-main/node/export/export-dicom.ts';
import { keptSecret } from '../../../src-main/node/export/pseudonyms.ts';
import { toSource } from '../../../src-main/node/media/readable-source.ts';
import {
  dicomFile,
  encapsulated,
  greyModule,
  items,
  withAttributes,
  type Attribute,
  type Encoding,
} from '../../support/dicom-bytes.ts';

const syntaxes: Readonly<Record<Encoding, string>> = {
  explicit: '1.2.840.10008.1.2.1',
  implicit: '1.2.840.10008.1.2',
  bigEndian: '1.2.840.10008.1.2.2',
};
const everything: Deidentification = { retained: [], dates: 'removed', redactions: [] };
const secret = '0'.repeat(64);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const pool = {
  takeOut: (film: Parameters<typeof toSource>[0], taking: Parameters<typeof takeOut>[1]) =>
    takeOut(toSource(film), taking),
};

/** A name that stands nowhere else, put into every VR that holds text, and into other character sets. */
const latin = 'MÜSTERMARKE';
const utf8 = Buffer.from('Müstermarke', 'utf8').toString('latin1');

function marked(encoding: Encoding): Attribute[] {
  const nested: Attribute[] = [
    [0x0008, 0x0100, 'SH', 'CODE'],
    [0x0008, 0x0102, 'SH', '99X'],
    [0x0008, 0x0104, 'LO', 'Wrist of MUSTERMARKE'],
    [0x0010, 0x0010, 'PN', 'MUSTERMARKE^NESTED'],
    [0x0011, 0x0010, 'LO', 'MUSTERMARKE PRIVATE'],
    [0x0011, 0x1001, 'UN', 'MUSTERMARKE'],
  ];
  return withAttributes(
    greyModule(2, 2),
    [0x0008, 0x0005, 'CS', 'ISO_IR 100'],
    [0x0008, 0x0008, 'CS', 'ORIGINAL\\PRIMARY\\MUSTERMARKEMUSTERMARKE'],
    [0x0008, 0x0012, 'DA', '20251224'],
    [0x0008, 0x0016, 'UI', '1.2.840.10008.5.1.4.1.1.1'],
    [0x0008, 0x0018, 'UI', '1.2.3.77777.1'],
    [0x0008, 0x0020, 'DA', '20251224'],
    [0x0008, 0x0050, 'SH', 'MUSTERMARKE'],
    [0x0008, 0x0054, 'AE', 'MUSTERMARKE'],
    [0x0008, 0x0060, 'CS', 'DX'],
    [0x0008, 0x0070, 'LO', 'Maker'],
    [0x0008, 0x0080, 'LO', 'MUSTERMARKE Hospital'],
    [0x0008, 0x0090, 'PN', `${latin}^Dr`],
    [0x0008, 0x1030, 'LO', 'Wrist MUSTERMARKE 24.12.2025'],
    [0x0008, 0x1190, 'UR', 'http://MUSTERMARKE/'],
    [0x0008, 0x2112, 'SQ', items([[[0x0008, 0x1155, 'UI', '1.2.3.77777.9'], ...nested]], encoding)],
    [0x0009, 0x0010, 'LO', 'MUSTERMARKE'],
    [0x0009, 0x1001, 'OB', 'MUSTERMARKE'],
    [0x0010, 0x0010, 'PN', `${latin}=${utf8}=MUSTERMARKE`],
    [0x0010, 0x0020, 'LO', 'MUSTERMARKE'],
    [0x0010, 0x0030, 'DA', '19700101'],
    [0x0010, 0x21b0, 'LT', 'MUSTERMARKE'],
    [0x0010, 0x4000, 'LT', 'MUSTERMARKE'],
    [0x0018, 0x0060, 'DS', 'MUSTERMARKE'],
    [0x0018, 0x1000, 'LO', 'SERIAL-MUSTERMARKE'],
    [0x0018, 0x1152, 'IS', 'MUSTERMARKE'],
    [0x0018, 0x5101, 'CS', 'AP'],
    [0x0018, 0x9420, 'OB', 'MUSTERMARKE'],
    [0x0020, 0x000d, 'UI', '1.2.3.77777.2'],
    [0x0020, 0x000e, 'UI', '1.2.3.77777.3'],
    [0x0028, 0x1055, 'LO', 'MUSTERMARKE'],
    [0x0032, 0x4000, 'LT', 'MUSTERMARKE'],
    [0x0040, 0x0280, 'ST', 'MUSTERMARKE'],
    [0x0040, 0xa160, 'UT', 'MUSTERMARKE'],
    [0x0042, 0x0011, 'OB', 'MUSTERMARKE'],
    [0x0072, 0x0066, 'LO', 'MUSTERMARKE'],
    [0x0077, 0x1010, 'ZZ', 'MUSTERMARKE'],
    [0x6000, 0x0022, 'LO', 'MUSTERMARKE'],
    [0x7fe0, 0x0010, 'OW', [1, 2, 3, 4]],
    [0xfffc, 0xfffc, 'OB', 'MUSTERMARKE'],
  );
}

async function film(name: string, encoding: Encoding = 'explicit', ...changes: Attribute[]): Promise<string> {
  const path = join(folder, name);
  const attributes = withAttributes(marked(encoding), ...changes);
  await writeFile(path, dicomFile(syntaxes[encoding], attributes, encoding));
  return path;
}

async function exported(paths: readonly string[], wanted: Partial<DicomExport>) {
  const refused: string[] = [];
  const films = paths.map((path) => ({ path }));
  const tally = await exportDicom(films, pool, {
    ...{ form: 'folder', out: join(folder, 'out'), taking: null },
    onRefused: (_, { message }) => refused.push(message),
    ...wanted,
  });
  return { ...tally, refused };
}

async function filesIn(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

const mentions = /MUSTERMARKE|M(\xdc|\xc3\x9c|\xfc|\xc3\xbc)STERMARKE|NESTED|77777|20251224|19700101/i;

describe('a de-identified export', () => {
  it.each(['explicit', 'implicit', 'bigEndian'] as const)(
    'holds no marked name in any VR, sequence, private attribute, or file name, in %s',
    async (encoding) => {
      await mkdir(join(folder, 'MUSTERMARKE'));
      const path = await film('MUSTERMARKE/MUSTERMARKE.dcm', encoding);
      for (const form of ['medium', 'zip'] as const) {
        const out = join(folder, form === 'zip' ? 'out.zip' : 'out');
        const tally = await exported([path], { form, out, taking: { ...everything, secret } });
        expect(tally).toEqual({ written: 1, refused: [], mayShowIdentity: 1 });
      }
      const files = await filesIn(join(folder, 'out'));
      expect(files.map((file) => file.slice(join(folder, 'out/').length))).toEqual([
        'DICOM/PA000001/ST000001/SE000001/IM000001',
        'DICOMDIR',
      ]);
      for (const file of files) expect((await readFile(file)).toString('latin1')).not.toMatch(mentions);
      const dataSet = parseDataSet(await readFile(files[0]!));
      expect([
        dataSet.text(Tag.modality),
        dataSet.text(Tag.manufacturer),
        dataSet.text(Tag.viewPosition),
      ]).toEqual(['DX', 'Maker', 'AP']);
      expect(dataSet.text('x00120062')).toBe('YES');
      expect((await decodeFrame(await readFile(files[0]!), 0)).storedValues).toEqual(
        Uint16Array.of(1, 2, 3, 4),
      );
    },
  );

  it('keeps what the options name, clean, and moves dates by the same days for one patient', async () => {
    const options: Deidentification = {
      ...everything,
      retained: ['device', 'institution', 'descriptors'],
      dates: 'shifted',
    };
    const path = await film('a', 'explicit', [0x0010, 0x0030, 'DA', '20251220']);
    const { bytes } = await takeOut({ path }, { ...options, secret });
    const dataSet = parseDataSet(bytes);
    expect(dataSet.text(Tag.studyDescription)).toBe('Wrist');
    // Retained as it is allowed to be, but for the name in it.
    expect(dataSet.text('x00181000')).toBeNull();
    const day = (text: string | null) =>
      Date.UTC(Number(text?.slice(0, 4)), Number(text?.slice(4, 6)) - 1, Number(text?.slice(6))) / 86_400_000;
    expect(day(dataSet.text(Tag.studyDate))).toBeLessThan(day('20251224'));
    expect(dataSet.text(Tag.patientBirthDate)).toBeNull();
    expect(day('20251224') - day(dataSet.text(Tag.studyDate))).toBe(
      day('20251224') - day(dataSet.text('x00080012')),
    );
  });

  it('gives one film the same UIDs under one secret and others under another', async () => {
    const path = await film('a');
    const secretFile = join(folder, 'secret');
    const uidUnder = async (key: string) =>
      parseDataSet((await takeOut({ path }, { ...everything, secret: key })).bytes).text(Tag.sopInstanceUid);
    const first = await uidUnder(await keptSecret(secretFile));
    expect(await uidUnder(await keptSecret(secretFile))).toBe(first);
    expect(await uidUnder(secret)).not.toBe(first);
  });

  it('blackens rectangles of a compressed film and writes it uncompressed, as lossy as it was', async () => {
    // RLE of one segment (PS3.5 G.5): a literal run of four bytes.
    const header = Buffer.alloc(64);
    header.writeUInt32LE(1, 0);
    header.writeUInt32LE(64, 4);
    const rle = Buffer.concat([header, Buffer.from([3, 11, 12, 13, 14, 0])]);
    const eightBits: Attribute[] = [
      [0x0028, 0x0100, 'US', [8]],
      [0x0028, 0x0101, 'US', [8]],
      [0x0028, 0x0102, 'US', [7]],
      [0x0028, 0x2110, 'CS', '01'],
    ];
    const attributes = withAttributes(marked('explicit'), ...eightBits, [
      ...([0x7fe0, 0x0010, 'OB'] as const),
      encapsulated([rle]),
    ]);
    const path = join(folder, 'rle');
    await writeFile(path, dicomFile('1.2.840.10008.1.2.5', attributes));
    const redactions = [{ left: 1, top: 0, width: 9, height: 1 }];
    const { bytes, mayShowIdentity } = await takeOut({ path }, { ...everything, redactions, secret });
    expect(mayShowIdentity).toBe(false);
    const dataSet = parseDataSet(bytes);
    expect(dataSet.transferSyntax.uid).toBe('1.2.840.10008.1.2.1');
    expect([dataSet.text(Tag.lossyImageCompression), dataSet.text(Tag.burnedInAnnotation)]).toEqual([
      '01',
      'NO',
    ]);
    expect((await decodeFrame(bytes, 0)).storedValues).toEqual(Uint8Array.of(11, 0, 13, 14));
    const whole = (await takeOut({ path }, { ...everything, secret })).bytes;
    expect((await decodeFrame(whole, 0)).storedValues).toEqual(Uint8Array.of(11, 12, 13, 14));
  });
});

describe('an export of films as they are', () => {
  it('is byte for byte the file, with a directory that our reader and dciodvfy take', async () => {
    const paths = [await film('a'), await film('b', 'implicit', [0x0020, 0x000e, 'UI', '1.2.3.77777.4'])];
    const tally = await exported(paths, { form: 'medium' });
    expect(tally).toEqual({ written: 2, refused: [], mayShowIdentity: 0 });
    const out = join(folder, 'out');
    const directory = await readFile(join(out, 'DICOMDIR'));
    const listed = readFileReferences(directory).map(({ components }) => components.join('/'));
    expect(listed).toEqual([
      'DICOM/PA000001/ST000001/SE000001/IM000001',
      'DICOM/PA000001/ST000001/SE000002/IM000001',
    ]);
    for (const [i, place] of listed.entries())
      expect((await readFile(join(out, place))).equals(await readFile(paths[i]!))).toBe(true);
    const dictionary = await dicomDictionary();
    expect(listElements(directory, directory.length, dictionary).cut).toBe(false);
    const { stdout, stderr, error } = spawnSync('dciodvfy', [join(out, 'DICOMDIR')], { encoding: 'utf8' });
    if (error === undefined) expect(`${stdout}${stderr}`).not.toMatch(/^Error/m);
  });

  it('goes on after a film that nothing can refer to, and touches no export of before', async () => {
    const paths = [await film('a', 'explicit', [0x0020, 0x000d, 'UI', '']), await film('b')];
    expect(await exported(paths, {})).toEqual({
      written: 1,
      refused: ['The image has no Study Instance UID (0020,000D), so no object can refer to it.'],
      mayShowIdentity: 0,
    });
    await expect(exported(paths, {})).rejects.toMatchObject({ code: 'output-unwritable' });
    expect(await filesIn(join(folder, 'out'))).toHaveLength(1);
  });

  it('leaves nothing behind where writing fails', async () => {
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'out', 'DICOMDIR'), 'of another medium');
    await expect(exported([await film('a')], { form: 'medium' })).rejects.toMatchObject({
      code: 'output-unwritable',
    });
    expect(await readdir(join(folder, 'out'))).toEqual(['DICOMDIR']);
    expect(await readFile(join(folder, 'out', 'DICOMDIR'), 'utf8')).toBe('of another medium');
  });
});
