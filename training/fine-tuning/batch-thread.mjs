// Node 20 gives a worker none of its parent's loaders, so a checkout that runs TypeScript registers them again.
import { register } from 'tsx/esm/api';

register();
await import('./batch-worker.ts');
