import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileReferences } from '#common/dicom/medium-directory';
import type { DicomForm } from '#common/deidentify/deidentification';
import type { SurveyedObject } from '#common/contract/engine';
import { drawnOn } from '../../../src-main/development/objects/drawn-on.ts';
import { openFilmDesk, type FilmDesk } from '../../../src-main/development/objects/film-desk.ts';
import { iodErrors } from '../../../src-main/development/objects/validators.ts';
import { describeWithValidators } from '../../support/validators.ts';

const checkout = join(__dirname, '../../..');
let folder: string;
let desk: FilmDesk;
beforeAll(async () => (desk = await openFilmDesk(checkout)));
afterAll(() => desk.close());
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-medium-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function save(form: DicomForm, out: string): Promise<number> {
  const [found] = await desk.survey([join(checkout, 'assets/samples/phantom-fracture.dcm')]);
  const { path, stamp, attributes, rows, columns } = found!.images[0]!;
  const file = { path, stamp, frame: 0, sopInstanceUid: attributes.sopInstanceUid };
  const view = drawnOn(rows, columns);
  const { annotations, calibration } = view;
  const { written } = await desk.save({
    ...{ file, form, to: { kind: 'folder', folder: out }, softwareVersion: '0', keyFiles: [file] },
    wanted: { report: true, picture: true, view, drawn: { annotations, calibration } },
  });
  return written;
}

const objectsIn = async (path: string): Promise<readonly SurveyedObject[]> =>
  (await desk.survey([path])).flatMap(({ objects }) => objects);
const kinds = ['keySelection', 'presentationState', 'report', 'report'];

describe('the objects of a film on a medium', () => {
  it('lie in a folder with a DICOMDIR, each found again by it', async () => {
    expect(await save('medium', folder)).toBe(5);
    expect(readdirSync(folder).sort()).toEqual(['DICOM', 'DICOMDIR']);
    const references = readFileReferences(readFileSync(join(folder, 'DICOMDIR')));
    expect(references).toHaveLength(5);
    const objects = await objectsIn(join(folder, 'DICOMDIR'));
    expect(objects.map(({ object }) => object.kind).sort()).toEqual(kinds);
  });

  it('lie in a ZIP archive with one, and nothing else beside it', async () => {
    const out = join(folder, 'objects.zip');
    expect(await save('zip', out)).toBe(5);
    expect(readdirSync(folder)).toEqual(['objects.zip']);
    expect((await objectsIn(out)).map(({ object }) => object.kind).sort()).toEqual(kinds);
  });

  it('are written over nothing', async () => {
    await save('medium', folder);
    const before = readFileSync(join(folder, 'DICOMDIR'));
    await expect(save('medium', folder)).rejects.toMatchObject({ code: 'output-unwritable' });
    expect(readFileSync(join(folder, 'DICOMDIR')).equals(before)).toBe(true);
  });

  describeWithValidators('before other programs', () => {
    it('have a directory without fault, with a record of its own for each kind', async () => {
      await save('medium', folder);
      const directory = join(folder, 'DICOMDIR');
      expect(iodErrors(directory)).toEqual([]);
      const bytes = readFileSync(directory).toString('latin1');
      for (const type of ['SR DOCUMENT', 'KEY OBJECT DOC', 'PRESENTATION', 'IMAGE'])
        expect(bytes).toContain(type);
    });
  });
});
