/**
 * `npm run check-objects -- PATH...`: makes every kind of DICOM object of each DICOM film there, has dciodvfy, dsrdump
 * and dcmpschk judge it, reads it back as the window does, and stores it at DCMTK's storescp. Films that dciodvfy has
 * something against are counted apart: what is wrong with those goes into what is made of them. Exits with 1 where an
 * object of a sound film has a fault, or any is not found again or arrives other than it was sent.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toErrorReport } from '#common/errors';
import { dataSetOf } from '#node/network/sendable';
import { sendObjects } from '#node/network/send-objects';
import { checkFilm, objectEndings, type CheckedObject } from './objects/check-film.ts';
import { openFilmDesk } from './objects/film-desk.ts';
import { startStorePeer } from './objects/store-peer.ts';
import { missingValidators } from './objects/validators.ts';

const paths = process.argv.slice(2);
if (paths.length === 0) fail('Name files or folders to check.');
const missing = missingValidators();
if (missing.length > 0) fail(`${missing.join(' and ')} not installed: nothing was checked.`);

const desk = await openFilmDesk(join(import.meta.dirname, '../..'));
const storage = mkdtempSync(join(tmpdir(), 'osteon-stored-'));
const peer = await startStorePeer(storage, 'PEER');
const objects: (CheckedObject & { readonly ofSoundFilm: boolean })[] = [];
const refusals = new Map<string, number>();
let [films, sound] = [0, 0];
for (const { images } of await desk.survey(paths))
  for (const film of images) {
    if (film.container !== 'dicom' || film.members !== undefined) continue;
    films++;
    try {
      const checked = await checkFilm(desk, film);
      const ofSoundFilm = checked.errors.length === 0;
      if (ofSoundFilm) sound++;
      objects.push(...checked.objects.map((object) => ({ ...object, ofSoundFilm })));
      for (const { code } of checked.refusals) count(code);
      for (const { ending, errors, isReadBack } of checked.objects) {
        for (const error of errors)
          console.log(`${film.path}${ofSoundFilm ? '' : ' (not sound itself)'}: ${ending}: ${error}`);
        if (!isReadBack) console.log(`${film.path}: ${ending}: not found again`);
      }
    } catch (thrown) {
      count(toErrorReport(thrown).code);
    }
  }
await desk.close();

let stored = 0;
const node = { name: 'peer', aeTitle: 'PEER', host: '127.0.0.1', port: peer.port, tls: null };
await sendObjects(
  node,
  objects.map(({ bytes }) => ({ read: async () => bytes })),
  {
    ...{ aeTitle: 'OSTEON', signal: new AbortController().signal },
    onOutcome({ isStored, problem }) {
      if (isStored && problem === null) stored++;
    },
  },
);
const digest = (bytes: Uint8Array): string => createHash('sha256').update(dataSetOf(bytes)).digest('hex');
const arrived = new Set(peer.received().map(digest));
const identical = objects.filter(({ bytes }) => arrived.has(digest(bytes))).length;
await peer.kill();
rmSync(storage, { recursive: true });

console.log(`\nfilms: ${films}, of which dciodvfy has nothing against ${sound}`);
for (const ending of objectEndings) {
  const made = objects.filter((object) => object.ending === ending);
  const of = (test: (object: (typeof objects)[number]) => boolean): number => made.filter(test).length;
  console.log(
    `${ending}: ${made.length} made, ${of(({ ofSoundFilm }) => ofSoundFilm)} of sound films, at fault of these ` +
      `${of(({ errors, ofSoundFilm }) => ofSoundFilm && errors.length > 0)}, ` +
      `of the others ${of(({ errors, ofSoundFilm }) => !ofSoundFilm && errors.length > 0)}; ` +
      `${of(({ isReadBack }) => isReadBack)} read back`,
  );
}
console.log(`storescp: ${stored} of ${objects.length} stored, ${identical} identical`);
for (const [code, times] of refusals) console.log(`refused, ${code}: ${times}`);
const isGood = objects.every(
  ({ errors, isReadBack, ofSoundFilm }) => (errors.length === 0 || !ofSoundFilm) && isReadBack,
);
process.exit(isGood && objects.length > 0 && identical === objects.length ? 0 : 1);

function count(code: string): void {
  refusals.set(code, (refusals.get(code) ?? 0) + 1);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
