import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

const page = readFileSync(join(__dirname, '../../docs/scans-on-many-machines.md'), 'utf8');
const blocks = [...page.matchAll(/^### (.+)\n[\s\S]*?```(bash|yaml)\n([\s\S]*?)```/gm)];
const block = (title: string): string => blocks.find(([, name]) => name === title)![3]!;

/** The parts of a Job that the example gives and Kubernetes would look at. */
interface Job {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: {
    readonly completionMode: string;
    readonly completions: number;
    readonly template: {
      readonly spec: {
        readonly containers: readonly {
          readonly command: readonly string[];
          readonly volumeMounts: readonly { readonly name: string }[];
        }[];
        readonly volumes: readonly { readonly name: string }[];
      };
    };
  };
}

/** What a script asks of `osteon`, which is a program here that notes its arguments down. */
function asked(script: string, status: number, env: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'osteon-manifest-'));
  const notes = `#!/bin/sh\necho "$@" >> "${join(folder, 'asked')}"\nexit ${status}\n`;
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'parts'));
  for (const name of ['npx', 'node']) writeFileSync(join(folder, 'bin', name), notes, { mode: 0o755 });
  const run = () =>
    spawnSync('bash', ['-c', script], {
      cwd: folder,
      env: { PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, ...env },
    }).status;
  const statuses = [run()];
  for (const journal of ['parts/part-3.csv.journal', 'part-3.csv.journal'])
    writeFileSync(join(folder, journal), '');
  statuses.push(run());
  const lines = readFileSync(join(folder, 'asked'), 'utf8').trimEnd().split('\n');
  rmSync(folder, { recursive: true });
  return { statuses, lines };
}

const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('docs/scans-on-many-machines.md', () => {
  it('has a Slurm script that scans the shard of its task, and resumes it when it is started again', () => {
    const task = { SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_COUNT: '16' };
    expect(asked(block('Slurm'), 0, task)).toEqual({
      statuses: [0, 0],
      lines: ['', ' --resume'].map(
        (end) => `osteon scan /archive --out parts/part-3.csv --shard 3/16 --threads 2${end}`,
      ),
    });
    expect(asked(block('Slurm'), 1, task).statuses).toEqual([0, 0]);
    expect(asked(block('Slurm'), 3, task).statuses).toEqual([1, 1]);
  });

  it('has an indexed job that counts its shards from 1, and mounts what it names', () => {
    const { apiVersion, kind, spec } = parse(block('Kubernetes')) as Job;
    expect([apiVersion, kind, spec.completionMode, spec.completions]).toEqual([
      'batch/v1',
      'Job',
      'Indexed',
      16,
    ]);
    const { containers, volumes } = spec.template.spec;
    const { command, volumeMounts } = containers[0]!;
    expect(volumeMounts.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name));
    const { statuses, lines } = asked(command[2]!, 0, { JOB_COMPLETION_INDEX: '2' });
    expect(statuses).toEqual([0, 0]);
    expect(lines).toEqual(
      ['', ' --resume'].map(
        (end) => `/osteon/out/main/cli.cjs scan /archive --out part-3.csv --shard 3/16${end}`,
      ),
    );
  });

  it('has a line for GNU parallel that the shell takes', () => {
    expect(spawnSync('bash', ['-n'], { input: block('GNU parallel') }).status).toBe(0);
  });
});
