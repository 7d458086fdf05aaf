// Node 20 gives a worker none of its parent's loaders, so a checkout that runs TypeScript registers them again.
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';

process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));
const { register } = await import('tsx/esm/api');
register();
await import(workerData.entry);
