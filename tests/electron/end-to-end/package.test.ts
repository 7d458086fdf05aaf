import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithSharedData } from '../../support/shared-data.ts';
import { artifacts, checkout } from '../support/checkout.ts';
import { engineProcessId } from '../support/engine-process.ts';
import { launchArguments, launchOsteon, newProfile } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';
import { packagedApp, runPackaged, withAltered, type PackagedApp } from '../support/packaged-app.ts';
import { classifyByCommandLine } from '../support/results.ts';

const samples = join(checkout, 'assets', 'samples');
const sample = join(samples, 'phantom-fracture.dcm');
let osteon: PackagedApp;
const altered: string[] = [];

beforeAll(async () => {
  osteon = await packagedApp();
});
afterAll(() => {
  for (const folder of [...altered, `${osteon.folder}-inspectable`])
    rmSync(folder, { recursive: true, force: true });
});

const alter: typeof withAltered = (...parameters) => {
  const copy = withAltered(...parameters);
  altered.push(copy.folder);
  return copy;
};

describe('the fuses of the package', () => {
  it('are burnt as the security policy says', async () => {
    const wire = await getCurrentFuseWire(osteon.executable);
    const on = Object.entries(wire).flatMap(([fuse, state]) =>
      state === FuseState.ENABLE ? [FuseV1Options[Number(fuse)]] : [],
    );
    expect(on.filter((name) => name !== undefined).sort()).toEqual([
      'EnableCookieEncryption',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
    ]);
  });
});

describe('the command of the package, without a display', () => {
  const run = (...parameters: string[]) => runPackaged(join(osteon.folder, 'osteon'), parameters);

  it('classifies to the same digits as that of the checkout', async () => {
    const [line] = await classifyByCommandLine([sample]);
    const { status, stdout, stderr } = run('classify', sample, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ probability: line!.probability });
  });

  it('ends with the documented exit codes', () => {
    expect(run('model').status).toBe(0);
    expect(run('classify', join(samples, 'no-such-film.dcm'))).toMatchObject({ status: 1 });
    expect(run('no-such-command')).toMatchObject({ status: 2, stderr: expect.stringContaining('unknown') });
  });

  it.each([
    ['the network', 'models/fracture-classifier.onnx'],
    ['the model card', 'models/fracture-classifier.json'],
    ['the program', 'app.asar'],
  ])('refuses %s where one byte of it was altered', (_case, file) => {
    const { folder } = alter(osteon.folder, file);
    expect(runPackaged(join(folder, 'osteon'), ['classify', sample])).toMatchObject({
      status: 1,
      stderr: `osteon: installation-altered: Osteon's file ${file} is not as it was installed.\n`,
    });
  });
});

describeWithSharedData('the packaged window', (data) => {
  const hand = join(data, 'dicom/pylibjpeg-data/NM_Kakadu44_SOTmarkerincons.dcm');

  it('gives the hand radiograph the probability of the command line, outlives its engine, and scans', async () => {
    const [line] = await classifyByCommandLine([hand]);
    const folder = mkdtempSync(join(tmpdir(), 'osteon-package-'));
    chmodSync(folder, 0o777);
    const out = join(folder, 'results.csv');
    const { app, page, close } = await launchOsteon({ runtime: osteon.inspectable, paths: [hand] });
    const probability = page.getByTestId('probability');
    const shown = async () => Number(await probability.getAttribute('data-probability')).toFixed(4);
    await probability.waitFor();
    expect(await shown()).toBe(line!.probability!.toFixed(4));
    expect(await app.evaluate(({ app: shell }) => shell.isPackaged)).toBe(true);
    const status = page.locator('[data-testid=engine-status][data-state=ready]');
    expect(await status.textContent()).toContain('CPU');
    await page.screenshot({ path: join(artifacts, 'package.png') });

    const engine = (await engineProcessId(app))!;
    process.kill(engine, 'SIGKILL');
    await page.locator('[data-testid=engine-status]:not([data-state=ready])').waitFor();
    await status.waitFor();
    expect(await engineProcessId(app)).not.toBe(engine);

    await app.evaluate(
      ({ dialog, Menu }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen.samples] });
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen.out });
        const menu = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&Scan');
        menu?.submenu?.items.find(({ label }) => label === 'Folder…')?.click();
      },
      { samples, out },
    );
    await page.getByTestId('scan-modalities').focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=batch-status][data-phase=finished]').waitFor();
    expect(readFileSync(out, 'utf8').trimEnd().split('\r\n')).toHaveLength(3);
    await close();
    rmSync(folder, { recursive: true });
  });
});

describe('an altered package', () => {
  it('opens as a viewer without AI where the model is not as it was installed', async () => {
    const { runtime } = alter(`${osteon.folder}-inspectable`, 'models/fracture-classifier.onnx');
    const { page, close } = await launchOsteon({ runtime, paths: [sample] });
    await page.locator(shownFilm).waitFor();
    await page
      .getByTestId('engine-status')
      .filter({ hasText: /viewer without AI/i })
      .waitFor();
    const status = await page.evaluate(() => window.bridge.invoke('engineStatus', undefined));
    expect(status).toMatchObject({ ok: true, value: { error: { code: 'installation-altered' } } });
    await close();
  });

  it('opens no window where the program is not as it was installed', async () => {
    const { runtime } = alter(osteon.folder, 'app.asar');
    const child = spawn(runtime.executable, launchArguments(runtime, newProfile(runtime), [sample]));
    const said = await new Promise<string>((resolve) => {
      let text = '';
      child.stderr.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('osteon: ')) resolve(text);
      });
      child.once('exit', () => resolve(text));
    });
    child.kill('SIGKILL');
    expect(said).toContain('installation-altered');
  });
});
