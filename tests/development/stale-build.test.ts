import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isBuildStale } from '../../src-main/development/stale-build.ts';

describe('isBuildStale', () => {
  let checkout: string;
  const write = (path: string, second: number): void => {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), '');
    utimesSync(join(checkout, path), second, second);
  };
  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'osteon-checkout-'));
    write('src-main/electron/main.ts', 100);
    write('src-renderer/main.ts', 100);
    for (const path of ['main/main.cjs', 'preload/preload.cjs', 'renderer/index.html'])
      write(`out/${path}`, 200);
  });
  afterEach(() => rmSync(checkout, { recursive: true }));

  it('is content with a build newer than every source', () => {
    expect(isBuildStale(checkout)).toBe(false);
  });

  it('notices a source changed since, and a part never built', () => {
    write('src-renderer/components/deep.svelte', 300);
    expect(isBuildStale(checkout)).toBe(true);
    rmSync(join(checkout, 'src-renderer/components'), { recursive: true });
    rmSync(join(checkout, 'out/preload'), { recursive: true });
    expect(isBuildStale(checkout)).toBe(true);
  });
});
