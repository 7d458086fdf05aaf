import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCommandLine } from '../../support/run-command-line.ts';

const sample = resolve(__dirname, '../../../assets/samples/phantom-intact.dcm');

describe('a run of the command', () => {
  const home = mkdtempSync(join(tmpdir(), 'osteon-home-'));
  afterAll(() => rmSync(home, { recursive: true }));

  it("leaves nothing in the user's folders: no identifier, no database of use, no log", async () => {
    const folders = { HOME: home, USERPROFILE: home, TMPDIR: home, TEMP: home, XDG_CACHE_HOME: home };
    const environment = { ...process.env, ...folders, ORT_DISABLE_TELEMETRY: undefined };
    const { code, stdout } = await runCommandLine(['classify', sample, '--json'], undefined, environment);
    expect([code, JSON.parse(stdout).provider]).toEqual([0, 'cpu']);
    expect(readdirSync(home)).toEqual([]);
  });
});
