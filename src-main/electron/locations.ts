import { app } from 'electron';
import { join } from 'node:path';

/** Where the app's own parts lie, in a checkout as in an installed app. */
export interface Locations {
  readonly preload: string;
  readonly engineProcess: string;
  readonly decodeWorker: string;
  readonly page: string;
  readonly modelDirectory: string;
  readonly sampleFolder: string;
  readonly settings: string;
  readonly recentStudies: string;
  readonly indexFile: string;
}

/** OSTEON_MODEL_DIR, honoured in development only, points at another model. */
export function locateParts(): Locations {
  const built = join(app.getAppPath(), 'out');
  const assets = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'assets');
  const otherModel = app.isPackaged ? undefined : process.env.OSTEON_MODEL_DIR;
  return {
    preload: join(built, 'preload', 'preload.cjs'),
    engineProcess: join(built, 'main', 'engine-process.cjs'),
    decodeWorker: join(built, 'main', 'decode-worker.cjs'),
    page: join(built, 'renderer'),
    modelDirectory: otherModel ?? join(assets, 'models'),
    sampleFolder: join(assets, 'samples'),
    settings: join(app.getPath('userData'), 'settings.json'),
    recentStudies: join(app.getPath('userData'), 'recent-studies.json'),
    indexFile: join(app.getPath('userData'), 'index', 'studies.db'),
  };
}
