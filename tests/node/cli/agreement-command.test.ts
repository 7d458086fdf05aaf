import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendEntry } from '#node/agreement/append-entry';
import { agreementCommand } from '#node/cli/agreement-command';
import { statement } from '../../support/agreement-entries';

let folder: string;
let log: string;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-agreement-'));
  log = join(folder, 'agreement.log');
  said = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('osteon agreement', () => {
  it('prints the figures of an intact log and writes its entries as CSV', async () => {
    appendEntry(log, statement('a'));
    appendEntry(log, statement('b', { verdict: 'noFracture' }));
    const csv = join(folder, 'out.csv');
    expect(await agreementCommand({ log, csv })).toBe(0);
    expect(said).toContain('intact, 2 entries\n');
    expect(said).toContain('agreement: 0.500 (95 % 0.095 to 0.905)\n');
    expect(readFileSync(csv, 'utf8').split('\r\n')).toHaveLength(4);
  });

  it('fails where the log was tampered with, and says at which entry', async () => {
    for (const id of ['a', 'b', 'c']) appendEntry(log, statement(id));
    writeFileSync(log, readFileSync(log, 'utf8').replace('"id":"b"', '"id":"x"'));
    expect(await agreementCommand({ log, verify: true })).toBe(1);
    expect(said).toContain('tampered with: 1 of 3 entries at fault\nline 2: entry 2 was altered\n');
    await expect(agreementCommand({ log: join(folder, 'none') })).rejects.toMatchObject({
      code: 'file-not-found',
    });
  });
});
