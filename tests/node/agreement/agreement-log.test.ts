import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChainState } from '#common/agreement/chain';
import { appendEntry } from '#node/agreement/append-entry';
import { toAgreementCsv } from '#node/agreement/agreement-csv';
import { anchorFile, readAnchor, readChunks, readLog, sha256, witnessFile } from '#node/agreement/log-lines';
import { entry, statement } from '../../support/agreement-entries';

const writer = ['--import', 'tsx', join(__dirname, '../../support/agreement-writer.ts')];

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-agreement-'));
  log = join(folder, 'kept', 'agreement.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fill = (count: number, from = 1): void => {
  for (let number = from; number < from + count; number++) appendEntry(log, statement(`film-${number}`));
};
const lines = (): string[] => readFileSync(log, 'utf8').split('\n').slice(0, -1);
const put = (changed: readonly string[]): void =>
  writeFileSync(log, changed.map((line) => `${line}\n`).join(''));
const faults = ({ faults: all }: ChainState): string[] => all.map(({ kind, entry: at }) => `${kind} ${at}`);
const state = async (): Promise<ChainState> => (await readLog(log)).state;

describe('the agreement log', () => {
  it('is intact as it was written, for its owner alone, and says its head', async () => {
    fill(3);
    const { entries, state: found } = await readLog(log);
    expect(entries.map(({ number, id }) => [number, id])).toEqual([
      [1, 'film-1'],
      [2, 'film-2'],
      [3, 'film-3'],
    ]);
    const head = lines()[2]!.slice(0, 64);
    expect(found).toEqual({ entries: 3, faultCount: 0, faults: [], isTorn: false, newer: 0, head });
    expect(sha256(lines()[2]!.slice(65))).toBe(head);
    if (process.platform !== 'win32') expect(statSync(log).mode & 0o777).toBe(0o600);
  });

  it('is empty, and not at fault, where there is none', async () => {
    expect(await state()).toMatchObject({ entries: 0, faultCount: 0, head: null });
  });

  it('locates a flipped bit in any byte', async () => {
    fill(3);
    const whole = readFileSync(log);
    const anchor = await readAnchor(log);
    const ends = [...whole.entries()].filter(([, byte]) => byte === 10).map(([at]) => at);
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 1 << (at % 8);
      const entryOfByte = ends.findIndex((end) => at <= end) + 1;
      const [first] = (await readChunks([flipped.subarray(0, at), flipped.subarray(at)], anchor)).state
        .faults;
      expect([at, first?.entry]).toEqual([at, entryOfByte]);
    }
  });

  it('locates what was removed, moved, put in, written anew or cut off', async () => {
    fill(5);
    const [a, b, c, d, e] = lines() as [string, string, string, string, string];
    put([a, b, d, e]);
    expect(faults(await state())).toEqual(['missing 3']);
    put([a, b, d, c, e]);
    expect(faults(await state())).toEqual(['missing 3', 'misplaced 3']);
    put([a, b, c, c, d, e]);
    expect(faults(await state())).toEqual(['misplaced 3']);
    const text = c.slice(65).replace('"fracture"', '"noFracture"');
    put([a, b, `${sha256(text)} ${text}`, d, e]);
    expect(faults(await state())).toEqual(['broken 4']);
    put([a, b, c]);
    expect(faults(await state())).toEqual(['truncated 4']);
    rmSync(log);
    expect(faults(await state())).toEqual(['truncated 1']);
  });

  it('goes on after tampering, which stays to be found', async () => {
    fill(4);
    put(lines().slice(0, 2));
    fill(1, 5);
    expect(faults(await state())).toEqual(['missing 3']);
    expect((await state()).entries).toBe(5);
  });

  it('says so for good where the anchor was taken away', async () => {
    fill(3);
    rmSync(anchorFile(log));
    expect(faults(await state())).toEqual(['unanchored 3']);
    fill(1, 4);
    expect(faults(await state())).toEqual(['broken 4']);
  });

  it('finds that it was taken away with its anchor, and goes on so that it stays to be found', async () => {
    fill(3);
    for (const file of [log, anchorFile(log)]) rmSync(file);
    expect(await state()).toMatchObject({ entries: 3 });
    expect(faults(await state())).toEqual(['truncated 1']);
    fill(1, 4);
    expect(faults(await state())).toEqual(['missing 1']);
    fill(1, 5);
    expect(faults(await state())).toEqual(['missing 1']);
  });

  it('finds that it was brought back from before, with its anchor', async () => {
    fill(2);
    const before = [log, anchorFile(log)].map((file) => [file, readFileSync(file)] as const);
    fill(2, 3);
    for (const [file, bytes] of before) writeFileSync(file, bytes);
    expect(faults(await state())).toEqual(['truncated 3']);
    fill(1, 5);
    expect(faults(await state())).toEqual(['missing 3']);
  });

  it('finds that it was written anew from its beginning, with its anchor', async () => {
    fill(3);
    const witness = readFileSync(witnessFile(log));
    for (const file of [log, anchorFile(log), witnessFile(log)]) rmSync(file);
    fill(4, 11);
    writeFileSync(witnessFile(log), witness);
    expect(faults(await state())).toEqual(['broken 3']);
  });

  it('is as sound as ever where nobody has its witness', async () => {
    fill(2);
    rmSync(witnessFile(log));
    expect(faults(await state())).toEqual([]);
    fill(1, 3);
    expect(faults(await state())).toEqual([]);
  });

  it('tells a torn last entry from tampering, and writes over it', async () => {
    fill(2);
    writeFileSync(log, `${readFileSync(log, 'utf8')}0123 {"numb`);
    expect(await state()).toMatchObject({ entries: 2, faultCount: 0, isTorn: true });
    fill(1, 3);
    expect(await state()).toMatchObject({ entries: 3, faultCount: 0, isTorn: false });
  });

  it('takes in the entry that a crash kept from its anchor', async () => {
    fill(2);
    const anchor = readFileSync(anchorFile(log));
    fill(1, 3);
    writeFileSync(anchorFile(log), anchor);
    expect((await state()).faultCount).toBe(0);
    fill(1, 4);
    expect(await state()).toMatchObject({ entries: 4, faultCount: 0 });
  });

  it('records a verdict once, however often it is told', async () => {
    fill(2);
    fill(2);
    expect((await state()).entries).toBe(2);
  });

  it('reads junk, lines without end and entries of a newer Osteon', async () => {
    fill(2);
    const [, second] = lines() as [string, string];
    const text = JSON.stringify({ format: 9, number: 3, previous: second.slice(0, 64), anything: true });
    writeFileSync(log, `${readFileSync(log, 'utf8')}${sha256(text)} ${text}\n`);
    expect(await state()).toMatchObject({ entries: 3, newer: 1, faultCount: 0 });
    const junk = Buffer.concat([Buffer.alloc(3_000_000, 0xff), Buffer.from('\n{}\n\0\n')]);
    writeFileSync(log, junk);
    const { entries, state: found } = await readLog(log);
    expect([entries, faults(found)]).toEqual([[], ['altered 1', 'altered 2', 'altered 3']]);
    fill(1, 9);
    expect((await readLog(log)).entries.map(({ id }) => id)).toEqual(['film-9']);
  });

  it('says that there is no room, and is as it was', async () => {
    fill(2);
    const whole = readFileSync(log);
    const blocks = Math.ceil(whole.length / 1024);
    // The system lets files grow no larger than that, in the middle of the third entry or right before it.
    const limited = ['-c', `ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath];
    const { status, stdout } = spawnSync('bash', [...limited, ...writer, log, 'more', '3'], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, 'disk-full']);
    expect(await state()).toMatchObject({ faultCount: 0, isTorn: false });
    expect(readFileSync(log).subarray(0, whole.length)).toEqual(whole);
  });

  it('is one chain, whoever else writes it', async () => {
    const written = 15;
    const writers = ['left', 'right'].map((name) =>
      spawn(process.execPath, [...writer, log, name, String(written)]),
    );
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0] as number));
    expect(codes).toEqual([0, 0]);
    expect(await state()).toMatchObject({ entries: 2 * written, faultCount: 0, isTorn: false });
  }, 60_000);
});

describe('toAgreementCsv', () => {
  it('has no name but those that it is asked to give', () => {
    const entries = [entry('a'), entry('b', { reader: 'ff'.repeat(16) })];
    const named = toAgreementCsv(entries, (reader) =>
      reader === entries[0]!.reader ? '=cmd|Marker^Reader' : reader,
    );
    expect(named).toContain("'=cmd|Marker^Reader");
    expect(named).not.toMatch(/,=cmd/);
    expect(toAgreementCsv(entries)).not.toContain('Marker');
    expect(toAgreementCsv(entries)).toContain(entries[0]!.reader);
  });

  it('keeps formulas from spreadsheets, and quotes by RFC 4180', () => {
    const csv = toAgreementCsv([entry('a', { manufacturer: '=HYPERLINK("x")', bodyPart: 'A,B' })]);
    const [head, row] = csv.split('\r\n');
    expect(head).toMatch(/^number,when,reader,study,film,body_part,manufacturer,/);
    expect(row).toContain(`"A,B","'=HYPERLINK(""x"")"`);
    expect(row).not.toContain('Reader');
  });
});
