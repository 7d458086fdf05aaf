import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudyQuery } from '#common/browse/study-summary';
import { noAttributes } from '#common/dicom/attributes';
import type * as AddFilms from '#node/index/add-films';
import type * as OpenDatabase from '#node/index/open-database';
import type * as Index from '#node/index/study-index';
import type { Measurement } from './measurement.ts';

// Required: Node finds no names in the package of SQLite when a module imports it unbundled.
const require = createRequire(import.meta.url);
const { addFilm } = require('../../node/index/add-films.ts') as typeof AddFilms;
const { openDatabase } = require('../../node/index/open-database.ts') as typeof OpenDatabase;
const { StudyIndex } = require('../../node/index/study-index.ts') as typeof Index;

const studyCount = 10_000;
const repetitions = 7;

const everything: StudyQuery = {
  text: '',
  statuses: [],
  findings: [],
  keyImages: false,
  order: 'date',
  descending: true,
};

/** What is asked as one types a name, and by the filters and orders beside it. */
const questions: Readonly<Record<string, Partial<StudyQuery>>> = {
  'one letter, which half of them have': { text: 'w' },
  'a name': { text: 'made 4711' },
  'no word': {},
  'the suspected, most probable first': { findings: ['suspected'], order: 'probability' },
};

/** A search of an index of as many studies of two views, plain and encrypted, each view with a verdict. */
export async function measureBrowsing(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'osteon-index-'));
  try {
    return [null, new Uint8Array(32).fill(7)].flatMap((key) => measureIndex(folder, key));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureIndex(folder: string, key: Uint8Array | null): readonly Measurement[] {
  const path = join(folder, key === null ? 'plain.db' : 'sealed.db');
  fill(path, key);
  const index = new StudyIndex(path, key);
  index.model = 'bench';
  const measurements = Object.entries(questions).map(([words, question]): Measurement => {
    const query = { ...everything, ...question };
    const samples = Array.from({ length: repetitions }, () => {
      const start = performance.now();
      index.find(query);
      return performance.now() - start;
    });
    return {
      what: `search of ${studyCount} studies, ${key === null ? 'plain' : 'encrypted'}: ${words}`,
      unit: 'ms',
      samples,
      peakMemoryMiB: null,
      remarks: [`${index.find(query).total} found; in the thread of the index, without the window's drawing`],
    };
  });
  index.close();
  return measurements;
}

function fill(path: string, key: Uint8Array | null): void {
  const { database } = openDatabase(path, key);
  database.transaction(() => {
    for (let film = 0; film < 2 * studyCount; film++) addFilm(database, madeUpFilm(film), `stamp ${film}`);
    database.execute(
      `INSERT INTO verdicts SELECT id, 0, 'bench', CASE id % 3 WHEN 0 THEN 'suspected' ELSE 'notFlagged' END,
       (id * 37 % 100) / 100.0, 'in-scope' FROM images`,
    );
  });
  database.close();
}

function madeUpFilm(film: number): Parameters<typeof addFilm>[1] {
  const study = Math.floor(film / 2);
  const isWrist = study % 2 === 0;
  return {
    path: `/films/${film}.dcm`,
    stamp: String(film),
    numberOfFrames: 1,
    rows: 2500,
    columns: 2048,
    attributes: {
      ...noAttributes,
      patientId: `P${study}`,
      patientName: `Made^Up ${study}`,
      patientBirthDate: '19700101',
      studyDate: `2026${String(1 + (study % 12)).padStart(2, '0')}${String(1 + (study % 28)).padStart(2, '0')}`,
      studyDescription: isWrist ? 'Wrist after fall' : 'Hand',
      bodyPartExamined: isWrist ? 'WRIST' : 'HAND',
      modality: 'DX',
      studyInstanceUid: `2.25.${study}`,
      seriesInstanceUid: `2.25.${study}.1`,
      sopInstanceUid: `2.25.${study}.1.${film}`,
    },
  };
}
