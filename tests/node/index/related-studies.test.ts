import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageAttributes } from '#common/dicom/image-description';
import { StudyIndex } from '#node/index/study-index';
import { indexedFilm } from '../../support/indexed-films.ts';

let folder: string;
let index: StudyIndex;
let count: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-related-'));
  index = new StudyIndex(join(folder, 'index.sqlite'));
  count = 0;
});
afterEach(() => {
  index.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A study of Jane Doe of 2026-01-02, unless said otherwise. */
async function study(attributes: Partial<ImageAttributes> = {}): Promise<number> {
  const name = `film-${(count += 1)}`;
  const uids = { studyInstanceUid: name, seriesInstanceUid: name, sopInstanceUid: name };
  const [placed] = await index.add([await indexedFilm(folder, name, name, { ...uids, ...attributes })]);
  return placed!.studyId;
}

describe('the earlier studies of a person', () => {
  it('come latest first, and later ones not at all', async () => {
    const first = await study({ studyDate: '20200101' });
    const now = await study();
    const between = await study({ studyDate: '20250201' });
    await study({ studyDate: '20260103' });
    expect(index.related(now)).toMatchObject([
      { study: { studyId: between, studyDate: '20250201' }, relation: { kind: 'same' } },
      { study: { studyId: first }, relation: { kind: 'same' } },
    ]);
  });

  it('are possible ones alone where only the id, or only name and birth date, agree', async () => {
    const earlier = { studyDate: '20250201' };
    await study({ ...earlier, patientName: 'ROE^ANN', patientBirthDate: '19991231' });
    await study({ ...earlier, patientId: '18' });
    await study({ ...earlier, patientId: '19', patientName: 'ROE^ANN' });
    const now = await study();
    expect(index.related(now).map(({ relation }) => relation)).toEqual([
      { kind: 'possible', doubts: ['patientBirthDate', 'patientName'] },
      { kind: 'possible', doubts: ['patientId'] },
    ]);
  });

  it('are none where the study has no date', async () => {
    await study({ studyDate: '20250201' });
    expect(index.related(await study({ studyDate: null }))).toEqual([]);
  });
});
