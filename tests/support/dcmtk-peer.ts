import { spawnSync } from 'node:child_process';

export {
  freePort,
  startStorePeer,
  storescu,
  type StorePeer,
} from '../../src-main/development/objects/store-peer.ts';

/** Describes tests that need DCMTK's storescp and storescu; without them they are skipped, and the name says so. */
export function describeWithDcmtk(name: string, tests: () => void): void {
  const isThere = ['storescp', 'storescu'].every(
    (tool) => spawnSync(tool, ['--version']).error === undefined,
  );
  if (isThere) describe(name, tests);
  else describe.skip(`${name} (dcmtk is absent)`, tests);
}
