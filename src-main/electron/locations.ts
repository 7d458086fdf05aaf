import { app } from 'electron';
import { join } from 'node:path';
import { policyPlace } from '#node/policy/policy-file';

/** Where the app's own parts lie, in a checkout as in an installed app. */
export interface Locations {
  readonly preload: string;
  readonly engineProcess: string;
  readonly batchProcess: string;
  readonly decodeWorker: string;
  readonly probeWorker: string;
  readonly page: string;
  readonly modelDirectory: string;
  readonly modelShelf: string;
  readonly sampleFolder: string;
  readonly settings: string;
  readonly policy: string;
  readonly displays: string;
  readonly windowPlaces: string;
  readonly recentStudies: string;
  readonly indexFile: string;
  readonly indexKey: string;
  readonly agreementFile: string;
  readonly readers: string;
  readonly pseudonymSecret: string;
}

/** OSTEON_MODEL_DIR and OSTEON_POLICY, honoured in development only, point at another model and policy. */
export function locateParts(): Locations {
  const built = join(app.getAppPath(), 'out');
  const assets = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'assets');
  const otherModel = app.isPackaged ? undefined : process.env.OSTEON_MODEL_DIR;
  return {
    preload: join(built, 'preload', 'preload.cjs'),
    engineProcess: join(built, 'main', 'engine-process.cjs'),
    batchProcess: join(built, 'main', 'batch-process.cjs'),
    decodeWorker: join(built, 'main', 'decode-worker.cjs'),
    probeWorker: join(built, 'main', 'probe-worker.cjs'),
    page: join(built, 'renderer'),
    modelDirectory: otherModel ?? join(assets, 'models'),
    modelShelf: join(app.getPath('userData'), 'models'),
    sampleFolder: join(assets, 'samples'),
    policy: policyFile(),
    settings: join(app.getPath('userData'), 'settings.json'),
    displays: join(app.getPath('userData'), 'displays.json'),
    windowPlaces: join(app.getPath('userData'), 'windows.json'),
    recentStudies: join(app.getPath('userData'), 'recent-studies.json'),
    indexFile: join(app.getPath('userData'), 'index', 'studies.db'),
    indexKey: join(app.getPath('userData'), 'index', 'key'),
    agreementFile: join(app.getPath('userData'), 'agreement', 'agreement.log'),
    readers: join(app.getPath('userData'), 'agreement', 'readers.json'),
    pseudonymSecret: join(app.getPath('userData'), 'pseudonyms'),
  };
}

function policyFile(): string {
  const other = app.isPackaged ? undefined : process.env['OSTEON_POLICY'];
  return other ?? policyPlace();
}
