import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDataSet } from '#common/dicom/parse';
import { Tag } from '#common/dicom/tags';
import type { ImageResult } from '#common/model/result';
import { decodeFrame } from '../../../src-main/node/decode/decode-frame.ts';
import { identifyFilm } from '../../../src-main/node/decode/identify-film.ts';
import { toSource } from '../../../src-main/node/media/readable-source.ts';
import { ObjectWriter } from '../../../src-main/node/objects/object-writer.ts';
import {
  iodErrors,
  presentationStateError,
  reportError,
} from '../../../src-main/development/objects/validators.ts';
import { dataSetOf } from '../../../src-main/node/network/sendable.ts';
import { sendObjects, type SendOutcome } from '../../../src-main/node/network/send-objects.ts';
import { describeWithDcmtk, startStorePeer } from '../../support/dcmtk-peer.ts';
import { dicomFile, greyModule, withAttributes, type Attribute } from '../../support/dicom-bytes.ts';
import { madeUpCard, predicted, ranked } from '../../support/synthetic-results.ts';
import { drawnView } from '../../support/drawn-view.ts';
import { describeWithValidators } from '../../support/validators.ts';

const outOfScope: ImageResult = { scope: { status: 'outOfScope', reason: 'modality' } };

let folder: string;
let refusals: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-objects-'));
  refusals = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const minimal: readonly Attribute[] = [
  [0x0008, 0x0016, 'UI', '1.2.840.10008.5.1.4.1.1.1'],
  [0x0008, 0x0018, 'UI', '2.25.11'],
  [0x0020, 0x000d, 'UI', '2.25.12'],
  [0x0020, 0x000e, 'UI', '2.25.13'],
];

async function film(name: string, ...attributes: readonly Attribute[]): Promise<string> {
  const path = join(folder, name);
  const pixels: Attribute = [0x7fe0, 0x0010, 'OW', [1, 2, 3, 4]];
  const all = withAttributes(greyModule(2, 2), ...attributes, pixels);
  await writeFile(path, dicomFile('1.2.840.10008.1.2.1', all));
  return path;
}

function objectWriter(uidRoot?: string): ObjectWriter {
  const pool = { identify: (source: Parameters<typeof toSource>[0]) => identifyFilm(toSource(source)) };
  return new ObjectWriter(pool, {
    folders: { dicomSr: folder, secondaryCapture: folder },
    card: madeUpCard,
    softwareVersion: '0.1.0',
    ...(uidRoot && { uidRoot }),
    onRefused: (_, { code, message }) => refusals.push(`${code}: ${message}`),
  });
}

const report = (path: string, result = predicted(0.75, 'doubtful')) => ({
  ...{ source: { path }, frame: 0, decoded: null },
  result,
});
const written = async () => (await readdir(folder)).filter((name) => name.endsWith('.sr.dcm')).sort();

describe('ObjectWriter', () => {
  it('names a report after its film, numbers it below a root of its own, and one series takes a study', async () => {
    const writer = objectWriter('1.2.3');
    await writer.write(report(await film('a', ...minimal)));
    await writer.write(report(await film('b', ...minimal, [0x0008, 0x0018, 'UI', '2.25.99'])));
    expect(await written()).toEqual(['2.25.11.1.sr.dcm', '2.25.99.1.sr.dcm']);
    const [first, second] = await Promise.all(
      (await written()).map(async (name) => parseDataSet(await readFile(join(folder, name)))),
    );
    expect(first!.text(Tag.sopInstanceUid)).toMatch(/^1\.2\.3\.\d+$/);
    expect(first!.text(Tag.sopInstanceUid)).not.toBe(second!.text(Tag.sopInstanceUid));
    expect(first!.text(Tag.seriesInstanceUid)).toBe(second!.text(Tag.seriesInstanceUid));
    expect([first, second].map((one) => one!.text(Tag.instanceNumber))).toEqual(['1', '2']);
  });

  it('goes on after a film that nothing can refer to, and says what it lacks', async () => {
    const writer = objectWriter();
    await writer.write(report(await film('a', ...minimal.slice(0, 2), minimal[3]!)));
    await writeFile(join(folder, 'picture.png'), '\x89PNG');
    await writer.write(report(join(folder, 'picture.png')));
    expect(writer.refused).toBe(2);
    expect(refusals).toEqual([
      expect.stringMatching(/^not-referable: .*Study Instance UID \(0020,000D\)/),
      expect.stringMatching(/^not-referable: .*no DICOM image/),
    ]);
    expect(await written()).toEqual([]);
  });

  it('writes no measurements of an empty film, and no selection over two studies', async () => {
    const path = await film('a', ...minimal);
    const other = await film('b', ...minimal, [0x0020, 0x000d, 'UI', '2.25.77']);
    const decoded = await decodeFrame(await readFile(path), 0);
    const writer = objectWriter();
    await writer.writeMeasurements({ path }, decoded, { annotations: [], calibration: null }, folder);
    await writer.writeKeySelection(
      [path, other].map((one) => ({ path: one, frame: 0 })),
      folder,
    );
    expect([writer.written, writer.refused]).toEqual([0, 1]);
    expect(refusals).toEqual([expect.stringMatching(/^not-referable: .*more than one study/)]);
  });

  it.each([
    ['several frames in a class of one', '1.2.840.10008.5.1.4.1.1.7', 'allows one frame'],
    ['a dose distribution', '1.2.840.10008.5.1.4.1.1.481.2', 'dose distribution'],
  ])('writes nothing that would name %s', async (_, sopClass, words) => {
    const several = [
      [0x0008, 0x0016, 'UI', sopClass],
      [0x0028, 0x0008, 'IS', '2 '],
    ] as const;
    const path = await film('a', ...minimal, ...several);
    const decoded = await decodeFrame(await readFile(await film('plain', ...minimal)), 0);
    const writer = objectWriter();
    await writer.write(report(path));
    await writer.writeState({ path }, decoded, drawnView, folder);
    await writer.writeMeasurements({ path }, decoded, drawnView, folder);
    await writer.writeKeySelection([{ path, frame: 0 }], folder);
    expect([writer.written, writer.refused]).toEqual([0, 4]);
    for (const refusal of refusals) expect(refusal).toMatch(new RegExp(`^not-referable: .*${words}`));
  });

  // PS3.5 H.3.1 and I.2: the standard's own examples of names in several character sets.
  it.each([
    ['ISO_IR 100', Buffer.from('Buc^Jérôme', 'latin1'), 'Buc^Jérôme'],
    ['ISO_IR 192', Buffer.from('Wang^XiaoDong=王^小东', 'utf8'), 'Wang^XiaoDong=王^小东'],
    [
      '\\ISO 2022 IR 87',
      Buffer.from(
        'Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B',
        'latin1',
      ),
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
    ],
  ])('keeps a name of the set %s', async (set, name, text) => {
    const even = name.length % 2 ? Buffer.concat([name, Buffer.from(' ')]) : name;
    const named = await film('a', ...minimal, [0x0008, 0x0005, 'CS', set], [0x0010, 0x0010, 'PN', even]);
    await objectWriter().write(report(named));
    const dataSet = parseDataSet(await readFile(join(folder, '2.25.11.1.sr.dcm')));
    expect(dataSet.text(Tag.patientName)).toBe(text);
  });

  describeWithValidators('before other programs', () => {
    it.each([
      ['a verdict', predicted(0.75, 'doubtful')],
      ['a ranking score', ranked(1 / 3)],
      ['a film outside the scope', outOfScope],
    ])('writes a valid report of %s from a film with the fewest attributes', async (_, result) => {
      await objectWriter().write(report(await film('a', ...minimal), result));
      const file = join(folder, '2.25.11.1.sr.dcm');
      expect(iodErrors(file)).toEqual([]);
      expect(reportError(file)).toBeNull();
    });

    it('writes a valid presentation state of it, with what was drawn', async () => {
      const path = await film(
        'a',
        ...minimal,
        [0x0010, 0x0010, 'PN', 'Made^Up '],
        [0x0010, 0x0020, 'LO', 'ID'],
      );
      const decoded = await decodeFrame(await readFile(path), 0);
      const file = join(folder, '2.25.11.1.pr.dcm');
      await objectWriter().writeState({ path }, decoded, drawnView, folder);
      expect(iodErrors(file)).toEqual([]);
      // DCMTK 3.6.7 refuses UTF-8 in texts, and with it the signs of degrees and squares.
      const plain = drawnView.annotations.filter(({ shape }) => ['length', 'probe', 'text'].includes(shape));
      await objectWriter().writeState({ path }, decoded, { ...drawnView, annotations: plain }, folder);
      expect(presentationStateError(file)).toBeNull();
    });

    it('writes a valid report of what was drawn, and a valid selection of key images', async () => {
      const path = await film('a', ...minimal);
      const other = await film('b', ...minimal, [0x0008, 0x0018, 'UI', '2.25.99']);
      const decoded = await decodeFrame(await readFile(path), 0);
      const writer = objectWriter();
      await writer.writeMeasurements({ path }, decoded, drawnView, folder);
      const frames = [path, other].map((one) => ({ path: one, frame: 0 }));
      await writer.writeKeySelection(frames, folder);
      expect([writer.written, refusals]).toEqual([2, []]);
      for (const name of ['2.25.11.1.ms.dcm', '2.25.12.ko.dcm']) {
        expect(iodErrors(join(folder, name))).toEqual([]);
        expect(reportError(join(folder, name))).toBeNull();
      }
    });

    it('writes a valid secondary capture of it', async () => {
      const path = await film('a', ...minimal);
      const decoded = await decodeFrame(await readFile(path), 0);
      await objectWriter().write({ ...report(path), decoded });
      expect(iodErrors(join(folder, '2.25.11.1.sc.dcm'))).toEqual([]);
    });
  });

  describeWithDcmtk('before storescp', () => {
    it('has every kind of object of a film, and the film, stored byte for byte', async () => {
      const path = await film('a.dcm', ...minimal);
      const decoded = await decodeFrame(await readFile(path), 0);
      await objectWriter().write({ ...report(path), decoded });
      await objectWriter().writeState({ path }, decoded, drawnView, folder);
      await objectWriter().writeMeasurements({ path }, decoded, drawnView, folder);
      await objectWriter().writeKeySelection([{ path, frame: 0 }], folder);
      const names = (await readdir(folder)).filter((name) => name.endsWith('.dcm'));
      const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
      const peer = await startStorePeer(join(folder, 'stored'), 'PEER');
      const outcomes: SendOutcome[] = [];
      await sendObjects(
        { name: 'peer', aeTitle: 'PEER', host: '127.0.0.1', port: peer.port, tls: null },
        files.map((bytes) => ({ read: async () => bytes })),
        {
          aeTitle: 'OSTEON',
          signal: new AbortController().signal,
          onOutcome: (outcome) => outcomes.push(outcome),
        },
      ).finally(() => peer.kill());
      expect(outcomes.map(({ isStored }) => isStored)).toEqual(Array(6).fill(true));
      const dataSets = (all: readonly Uint8Array[]) =>
        all.map((bytes) => Buffer.from(dataSetOf(bytes)).toString('hex')).sort();
      expect(dataSets(peer.received())).toEqual(dataSets(files));
    });
  });
});
