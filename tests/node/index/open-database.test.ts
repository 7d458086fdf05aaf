import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#node/index/open-database';
import { schemaVersion } from '#node/index/schema';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-index-'));
  file = join(folder, 'index.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes patients one by one and prints each once it is committed, until it is killed. */
const writer = (path: string): string => `
  const { Database } = require(${JSON.stringify(createRequire(__filename).resolve('node-sqlite3-wasm'))});
  const database = new Database(${JSON.stringify(path)});
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL');
  database.get('PRAGMA journal_mode = WAL');
  for (let i = 0; ; i++) {
    database.run('INSERT INTO patients (key) VALUES (?)', [String(i)]);
    require('node:fs').writeSync(1, i + '\\n');
  }`;

describe('openDatabase', () => {
  it('begins a new index at the present schema', () => {
    const { database, state } = openDatabase(file);
    expect(state).toEqual({ saved: true, sealed: false, setAside: null });
    expect(database.get('PRAGMA user_version')).toEqual({ user_version: schemaVersion });
    database.close();
  });

  it('has every patient that was committed before the process was killed', async () => {
    openDatabase(file).database.close();
    const child = spawn(process.execPath, ['-e', writer(file)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed.split('\n').length > 30) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const committed = printed.trim().split('\n').length;
    expect(existsSync(`${file}.lock`)).toBe(true);

    const { database, state } = openDatabase(file);
    expect(state).toEqual({ saved: true, sealed: false, setAside: null });
    const { count } = database.get('SELECT count(*) AS count FROM patients') as { count: number };
    expect(count).toBeGreaterThanOrEqual(committed);
    expect(count).toBeLessThanOrEqual(committed + 1);
    database.close();
  });

  it.each<[string, (path: string) => void]>([
    ['other content', (path) => writeFileSync(path, 'no database at all, '.repeat(300))],
    ['a page overwritten', overwritePage],
  ])('sets aside a file with %s, whole, and begins anew', (_, spoil) => {
    const { database } = openDatabase(file);
    for (let i = 0; i < 200; i++) database.run('INSERT INTO patients (key) VALUES (?)', [`patient ${i}`]);
    database.all('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    spoil(file);
    const spoilt = readFileSync(file);

    const reopened = openDatabase(file);
    expect(reopened.state).toEqual({ saved: true, sealed: false, setAside: 'index-damaged' });
    expect(reopened.database.get('SELECT count(*) AS count FROM patients')).toEqual({ count: 0 });
    reopened.database.close();
    const aside = readdirSync(folder).find((name) => /^index\.db\.damaged-\d+$/.test(name));
    expect(readFileSync(join(folder, aside!)).equals(spoilt)).toBe(true);
  });

  it('works in memory and says so where the file cannot be', () => {
    mkdirSync(file);
    const { database, state } = openDatabase(file);
    expect(state).toMatchObject({ saved: false, error: { code: 'index-unwritable' } });
    database.run('INSERT INTO patients (key) VALUES (?)', ['one']);
    expect(database.get('SELECT count(*) AS count FROM patients')).toEqual({ count: 1 });
    database.close();
  });

  it('leaves the index of a newer Osteon alone', () => {
    const { database } = openDatabase(file);
    database.execute(`PRAGMA user_version = ${schemaVersion + 1}`);
    database.close();
    const { database: other, state } = openDatabase(file);
    expect(state).toMatchObject({ saved: false, error: { message: expect.stringContaining('newer') } });
    other.close();
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('reports a full disk, keeps what was there and goes on when there is room', () => {
    const { database } = openDatabase(file);
    database.run('INSERT INTO patients (key) VALUES (?)', ['before']);
    const { page_count: pages } = database.get('PRAGMA page_count') as { page_count: number };
    database.get(`PRAGMA max_page_count = ${pages}`);
    const fill = () =>
      database.transaction(() => {
        for (let i = 0; i < 100; i++)
          database.run('INSERT INTO patients (key) VALUES (?)', [`${i} `.repeat(500)]);
      });
    expect(fill).toThrow(expect.objectContaining({ code: 'index-unwritable' }));
    expect(database.all('SELECT key FROM patients')).toEqual([{ key: 'before' }]);
    database.get('PRAGMA max_page_count = 100000');
    fill();
    expect(database.get('SELECT count(*) AS count FROM patients')).toEqual({ count: 101 });
    database.close();
  });
});

function overwritePage(path: string): void {
  const bytes = readFileSync(path);
  // Page 2 of 4,096 bytes is the root of the first table.
  bytes.fill(0xa5, 4096, 8192);
  writeFileSync(path, bytes);
}
