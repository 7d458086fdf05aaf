import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { sourceText } from '#common/contract/film-source';
import type { EngineEvents, FrameOfFile, SurveyedImage } from '#common/contract/engine';
import { createEngine, type Engine } from '#node/engine/engine';
import { filmFile } from '../../support/film-file.ts';
import { dicomDirectory } from '../../support/dicom-directory.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';
import { handMadeZip, zipBytes } from '../../support/zip-bytes.ts';

const decodeWorker = join(__dirname, '../../../out/main/decode-worker.cjs');
const hand = filmFile({ SOPInstanceUID: '2.25.20' });
const foot = filmFile({ SOPInstanceUID: '2.25.21', BodyPartExamined: 'FOOT' });
const text = Buffer.from('no image');

let folder: string;
let engine: Engine;
let surveyed: EngineEvents['surveyed'][];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-archives-'));
  await writeTinyModel(join(folder, 'model'), { gain: -16, rows: 64, columns: 64 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  engine = createEngine();
  surveyed = [];
  engine.onSurveyed((batch) => surveyed.push(batch));
  await engine.handlers.start({ modelDirectory: join(folder, 'model'), provider: 'cpu', decodeWorker });
});
afterEach(() => engine.close());

const write = async (name: string, content: Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
};
const survey = (...paths: string[]) => engine.handlers.survey({ surveyId: 's', paths });
const images = () => surveyed.flatMap((batch) => batch.images);
const nameOf = (film: Parameters<typeof sourceText>[0]) => sourceText({ ...film, path: basename(film.path) });
/** What was found, and what was refused for which reason. */
const outcome = () => ({
  found: images().map(nameOf),
  refused: surveyed.flatMap((batch) => batch.refusals).map((one) => `${nameOf(one)} ${one.error.code}`),
});
const frameOf = ({ path, members, stamp, attributes }: SurveyedImage): FrameOfFile => ({
  path,
  ...(members === undefined ? {} : { members }),
  frame: 0,
  stamp,
  sopInstanceUid: attributes.sopInstanceUid,
});

describe('an engine that is given archives', () => {
  it('finds films in them at any depth, counts every member, and shows and classifies each', async () => {
    const inner = await zipBytes([
      ['foot.dcm', foot],
      ['notes.txt', text],
    ]);
    const path = await write(
      'study.zip',
      await zipBytes([
        ['DICOM/IM1', hand],
        ['DICOM/', new Uint8Array(0), { directory: true }],
        ['series.zip', inner],
      ]),
    );
    await survey(path);
    expect(outcome()).toEqual({
      found: ['study.zip!/DICOM/IM1', 'study.zip!/series.zip!/foot.dcm'],
      refused: [],
    });
    expect(surveyed.at(-1)?.examined).toBe(3);
    for (const [image, uid] of [
      [images()[0]!, '2.25.20'],
      [images()[1]!, '2.25.21'],
    ] as const) {
      const frame = await engine.handlers.loadFrame(frameOf(image));
      expect(frame.description.attributes.sopInstanceUid).toBe(uid);
      expect(frame.storedValues[241]).toBe(200 + 9 + 5);
      expect((await engine.handlers.loadThumbnail(frameOf(image))).rows).toBe(176);
      expect(await engine.handlers.classify(frameOf(image))).toHaveProperty('prediction');
    }
  });

  it('opens any mixture of files, folders and archives, those in folders too', async () => {
    const zip = await zipBytes([['a', hand]]);
    const file = await write('mixture/one.dcm', hand);
    await write('mixture/more/study.zip', zip);
    await write('mixture/more/plain.dcm', foot);
    const archive = await write('second.zip', zip);
    await survey(file, join(folder, 'mixture/more'), archive);
    expect(outcome()).toEqual({
      found: ['one.dcm', 'plain.dcm', 'study.zip!/a', 'second.zip!/a'],
      refused: [],
    });
  });

  it('says of an archive without any image that it holds none, and of a broken one that it is damaged', async () => {
    const empty = await write('empty.zip', await zipBytes([]));
    const unrelated = await write('notes.zip', await zipBytes([['notes.txt', text]]));
    const cut = await write('cut.zip', (await zipBytes([['a', hand]])).subarray(0, 900));
    await survey(empty, unrelated, cut);
    expect(outcome()).toEqual({
      found: [],
      refused: ['empty.zip not-an-image', 'notes.zip not-an-image', 'cut.zip archive-damaged'],
    });
  });

  it('refuses to go deeper than archives lie in earnest, and opens what lies above', async () => {
    let zip = await zipBytes([['film', hand]]);
    for (const level of [5, 4, 3, 2, 1])
      zip = await zipBytes([[`${level}.zip`, zip], ...(level === 1 ? [['top', foot] as const] : [])]);
    await survey(await write('deep.zip', zip));
    expect(outcome()).toEqual({
      found: ['deep.zip!/top'],
      refused: ['deep.zip!/1.zip!/2.zip!/3.zip!/4.zip archive-too-deep'],
    });
  });

  it('tells damaged members apart from the whole ones beside them', async () => {
    const members = [
      { name: Buffer.from('whole'), packed: hand, crc32: crc32(hand) },
      { name: Buffer.from('changed'), packed: hand, crc32: 1 },
      { name: Buffer.from('packed.dcm'), packed: hand, method: 8, size: hand.length },
    ];
    await survey(await write('partly.zip', handMadeZip(members)));
    expect(outcome()).toEqual({
      found: ['partly.zip!/whole'],
      refused: ['partly.zip!/changed checksum-mismatch', 'partly.zip!/packed.dcm archive-damaged'],
    });
  });

  it('gives nothing of an archive that was replaced since', async () => {
    const path = await write('swapped.zip', await zipBytes([['a', hand]]));
    await survey(path);
    const before = frameOf(images()[0]!);
    await writeFile(path, await zipBytes([['a', foot]]));
    await expect(engine.handlers.loadFrame(before)).rejects.toMatchObject({ code: 'file-changed' });
    await survey(path);
    const stamped = { ...before, stamp: images().at(-1)!.stamp };
    await expect(engine.handlers.loadFrame(stamped)).rejects.toMatchObject({ code: 'file-changed' });
  });

  it('stops inside an archive when cancelled', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => ({
      name: Buffer.from(`IM${i}`),
      packed: hand.subarray(0, 4000),
    }));
    const path = await write('many.zip', handMadeZip(many));
    engine.onSurveyed(() => void engine.handlers.cancelSurvey('s'));
    await survey(path);
    expect(surveyed.at(-1)?.examined).toBeLessThan(1000);
  });
});

describe('an engine that is given encrypted archives', () => {
  const locked = (content: Uint8Array) =>
    zipBytes([['secret', content, { password: 'open sesame', encryptionStrength: 3 }]]);

  it('opens the rest, asks for the password once, and opens what was locked when it is right', async () => {
    const zip = await zipBytes([
      ['plain', foot],
      ['secret', hand, { password: 'open sesame', zipCrypto: true }],
      ['other', hand, { password: 'open sesame', zipCrypto: true }],
    ]);
    const path = await write('locked.zip', zip);
    await survey(path);
    expect(outcome()).toEqual({ found: ['locked.zip!/plain'], refused: ['locked.zip archive-encrypted'] });
    const unlock = (password: string) => engine.handlers.unlock({ archive: { path }, password });
    await expect(unlock('wrong')).rejects.toMatchObject({ code: 'archive-password-wrong' });
    await unlock('open sesame');
    surveyed = [];
    await engine.handlers.surveyUnlocked({ surveyId: 's', archive: { path } });
    expect(outcome()).toEqual({ found: ['locked.zip!/secret', 'locked.zip!/other'], refused: [] });
    expect((await engine.handlers.loadFrame(frameOf(images()[0]!))).storedValues).toHaveLength(256 * 240);
  });

  it('unlocks an archive inside an archive', async () => {
    const path = await write('outer.zip', await zipBytes([['inner.zip', await locked(hand)]]));
    await survey(path);
    expect(outcome().refused).toEqual(['outer.zip!/inner.zip archive-encrypted']);
    const { error: _, ...archive } = surveyed.flatMap((batch) => batch.refusals)[0]!;
    await engine.handlers.unlock({ archive, password: 'open sesame' });
    await engine.handlers.surveyUnlocked({ surveyId: 's', archive });
    expect(outcome().found).toEqual(['outer.zip!/inner.zip!/secret']);
  });

  it('never lets a password out with what it announces', async () => {
    const path = await write('quiet.zip', await locked(hand));
    await engine.handlers.unlock({ archive: { path }, password: 'open sesame' });
    await survey(path);
    expect(images()).toHaveLength(1);
    expect(JSON.stringify(surveyed)).not.toContain('sesame');
  });
});

describe('an engine that is given the directory of a medium', () => {
  it('opens what it lists, in any case and with versions, and says whose film is missing', async () => {
    await write('disc/DICOM/im1.;1', hand);
    await write('disc/unlisted', foot);
    const records = [
      { type: 'PATIENT', PatientName: 'DOE^JANE' },
      { type: 'STUDY', StudyDate: '20260102' },
      { type: 'IMAGE', file: ['DICOM', 'IM1'] },
      { type: 'IMAGE', file: ['DICOM', 'IM2'] },
    ];
    const directory = await write('disc/DICOMDIR', dicomDirectory(records));
    await survey(directory);
    expect(outcome()).toEqual({ found: ['im1.;1'], refused: ['IM2 file-not-found'] });
    expect(surveyed.flatMap((batch) => batch.refusals)[0]).toMatchObject({ study: 'DOE JANE · 20260102' });
    surveyed = [];
    await survey(join(folder, 'disc'));
    expect(outcome()).toEqual({ found: ['im1.;1', 'unlisted'], refused: [] });
  });

  it('opens each film once where the medium and its directory are dropped together', async () => {
    const directory = join(folder, 'disc/DICOMDIR');
    await survey(directory, join(folder, 'disc'));
    expect(outcome().found.sort()).toEqual(['im1.;1', 'unlisted']);
  });

  it('follows no reference out of the medium', async () => {
    await write('outside.dcm', hand);
    const directory = await write(
      'trap/DICOMDIR',
      dicomDirectory(
        [['..', 'outside.dcm'], ['..'], ['/etc', 'passwd'], ['LINK'], ['FOLDER', 'outside.dcm']].map(
          (file) => ({ type: 'IMAGE', file }),
        ),
      ),
    );
    await symlink(join(folder, 'outside.dcm'), join(folder, 'trap/LINK'));
    await symlink(folder, join(folder, 'trap/FOLDER'));
    await survey(directory);
    expect(outcome().found).toEqual([]);
    expect(surveyed.flatMap((batch) => batch.refusals).map(({ error }) => error.code)).toEqual(
      Array<string>(5).fill('outside-medium'),
    );
  });
});
