import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveElectron } from '../../src-main/development/electron-runtime.ts';
import { registryElectron, runtimeCacheFolder } from '../../src-main/development/registry-electron.ts';

let folder: string;
beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'osteon-runtime-')))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('resolveElectron', () => {
  afterEach(() => delete process.env.ELECTRON_OVERRIDE_DIST_PATH);

  it('takes the folder that the environment names before all others', async () => {
    process.env.ELECTRON_OVERRIDE_DIST_PATH = join(folder, 'dist');
    expect(await resolveElectron('/checkout')).toEqual({
      executable: join(folder, 'dist', process.platform === 'win32' ? 'electron.exe' : 'electron'),
      leadingArguments: ['/checkout'],
      source: 'override',
    });
    mkdirSync(join(folder, 'dist', 'resources', 'app'), { recursive: true });
    expect((await resolveElectron('/checkout')).leadingArguments).toEqual([]);
  });

  it('takes the official binary where it is installed', async () => {
    const dist = join(folder, 'node_modules', 'electron', 'dist');
    mkdirSync(dist, { recursive: true });
    writeFileSync(join(dist, 'electron'), '');
    writeFileSync(join(folder, 'node_modules', 'electron', 'path.txt'), 'electron');
    expect(await resolveElectron(folder)).toEqual({
      executable: join(dist, 'electron'),
      leadingArguments: [folder],
      source: 'official',
    });
  });
});

const describeOnLinux = process.platform === 'linux' && process.arch === 'x64' ? describe : describe.skip;

describeOnLinux('registryElectron', () => {
  const runtime = 'electron-33.2.1-linux-x64';
  const copyOf = (checkout: string): string => join(checkout, 'node_modules', '.cache', 'osteon', runtime);

  beforeEach(() => {
    mkdirSync(join(folder, 'cache', runtime, 'resources'), { recursive: true });
    mkdirSync(join(folder, 'cache', runtime, 'locales'));
    writeFileSync(join(folder, 'cache', runtime, 'electron'), 'binary', { mode: 0o755 });
    writeFileSync(join(folder, 'cache', runtime, 'locales', 'en-US.pak'), 'text');
  });

  it('gives each checkout hard links and an app link of its own', async () => {
    for (const name of ['one', 'two']) {
      const executable = await registryElectron(join(folder, name), join(folder, 'cache'));
      expect(executable).toBe(join(copyOf(join(folder, name)), 'electron'));
      expect(statSync(executable).ino).toBe(statSync(join(folder, 'cache', runtime, 'electron')).ino);
      expect(readFileSync(join(copyOf(join(folder, name)), 'locales', 'en-US.pak'), 'utf8')).toBe('text');
      expect(realpathSync(join(copyOf(join(folder, name)), 'resources', 'app'))).toBe(join(folder, name));
    }
  });

  it('survives two runs at once and leaves nothing half-made', async () => {
    const checkout = join(folder, 'checkout');
    const both = [1, 2].map(() => registryElectron(checkout, join(folder, 'cache')));
    expect(new Set(await Promise.all(both)).size).toBe(1);
    expect(readdirSync(join(checkout, 'node_modules', '.cache', 'osteon'))).toEqual([runtime]);
  });
});

describe('runtimeCacheFolder', () => {
  it('follows the XDG convention', () => {
    expect(runtimeCacheFolder({ XDG_CACHE_HOME: '/caches' })).toBe('/caches/osteon/electron');
    expect(runtimeCacheFolder({})).toMatch(/\.cache\/osteon\/electron$/);
  });
});
