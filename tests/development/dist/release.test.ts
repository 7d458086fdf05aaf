import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config';
import { DebugLogger } from 'builder-util';
import { parse } from 'yaml';

const checkout = join(__dirname, '../../..');
const read = (file: string): Record<string, unknown> =>
  parse(readFileSync(join(checkout, file), 'utf8')) as Record<string, unknown>;

interface Job {
  readonly 'runs-on': string;
  readonly needs?: string | readonly string[];
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

describe('electron-builder.yml', () => {
  const check = (configuration: Record<string, unknown>) =>
    validateConfiguration(configuration, new DebugLogger(false));

  it("matches electron-builder's own schema", async () => {
    await check(read('electron-builder.yml'));
  });

  it('would not with a name that the schema lacks', async () => {
    await expect(check({ ...read('electron-builder.yml'), fuses: {} })).rejects.toThrow('fuses');
  });
});

describe('the release workflow', () => {
  const jobs = Object.entries(read('.github/workflows/release.yml')['jobs'] as Record<string, Job>);

  it('has jobs that run somewhere, and only after jobs that exist', () => {
    const names = jobs.map(([name]) => name);
    expect(names).toEqual(['build', 'windows', 'publish']);
    for (const [, job] of jobs) {
      expect(job['runs-on']).toMatch(/^(ubuntu|windows)-|^\$\{\{ matrix\.os \}\}$/);
      expect(names).toEqual(expect.arrayContaining([job.needs ?? []].flat()));
    }
  });

  it('has steps that either use a pinned action or run something', () => {
    for (const step of jobs.flatMap(([, { steps }]) => steps)) {
      expect([step.uses, step.run].filter((what) => what !== undefined)).toHaveLength(1);
      if (step.uses !== undefined) expect(step.uses).toMatch(/^actions\/[\w-]+@v\d+$/);
    }
  });

  it('runs scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const called = jobs
      .flatMap(([, { steps }]) => steps)
      .flatMap(({ run = '' }) => [...run.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!));
    expect(called).not.toEqual([]);
    expect(called.filter((name) => !(name in scripts))).toEqual([]);
  });
});
