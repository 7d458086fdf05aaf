import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../support/run-command-line.ts';

describe('osteon', () => {
  it('says its version', async () => {
    const manifest = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as {
      version: string;
    };
    expect(await runCommandLine(['--version'])).toEqual({
      code: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
  });

  it.each(['classify', 'scan', 'merge', 'worker', 'watch', 'decode', 'render', 'model'])(
    'explains %s with an example',
    async (command) => {
      const { code, stdout } = await runCommandLine([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`Examples:\n  osteon ${command}`);
    },
  );

  it.each([
    [[]],
    [['unknown']],
    [['classify']],
    [['classify', 'x', '--unknown']],
    [['classify', 'x', '--provider', 'quantum']],
    [['classify', 'x', '--threads', '0']],
    [['scan', 'x']],
    [['scan', 'x', '--out', 'results.txt']],
    [['scan', 'x', '--out', 'results.csv', '--jobs', 'many']],
    [['scan', '--out', 'results.csv']],
    [['scan', 'x', '--out', 'results.csv', '--resume', '--restart']],
    [['scan', 'x', '--out', 'results.csv', '--from', 'monday']],
    [['scan', 'x', '--out', 'results.csv', '--shard', '4/3']],
    [['scan', 'x', '--out', 'results.csv', '--shard', '0/3']],
    [['worker']],
    [['worker', '--queue', 'redis://user:password@server']],
    [['merge', 'x.csv']],
    [['merge', 'x.json', '--out', 'y.csv']],
    [['watch', 'x']],
    [['watch', 'x', '--out', 'results.csv', '--interval', '0']],
    [['decode', 'x']],
    [['decode', 'x', 'y', '--json', '--raw', 'z']],
    [['render', 'x', '--out', 'x.png', '--frame', '-1']],
  ])('calls %j wrong usage', async (args) => {
    const { code, stdout, stderr } = await runCommandLine(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr).not.toBe('');
  });
});
