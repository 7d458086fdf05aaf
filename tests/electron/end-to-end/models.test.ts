import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packModel } from '../../../src-main/node/models/pack-model.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';
import { checkout } from '../support/checkout.ts';
import { launchOsteon, newProfile, type OsteonWindow } from '../support/osteon-window.ts';

/** Clicks an entry of the menu Model and gives what the dialog that follows said, which is answered by its first button. */
async function choose({ app }: OsteonWindow, entry: string, packageFile: string): Promise<void> {
  await app.evaluate(
    ({ dialog, Menu }, wanted) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [wanted.packageFile] });
      dialog.showMessageBox = ((_window: unknown, box: { message: string; detail: string }) => {
        Reflect.set(globalThis, 'saidLast', `${box.message}\n${box.detail}`);
        return Promise.resolve({ response: 0, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
      const menu = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&Model');
      menu?.submenu?.items.find(({ label }) => label === wanted.entry)?.click();
    },
    { entry, packageFile },
  );
}

describe('the menu Model', () => {
  it('installs a package that the policy lets in, says how it did, and goes back', async () => {
    const folder = newProfile();
    const policy = join(folder, 'policy.json');
    const locked = { models: { install: 'any' } };
    writeFileSync(policy, JSON.stringify({ format: 'osteon-policy', version: 1, locked }));
    await writeTinyModel(join(folder, 'tiny'));
    const packageFile = join(folder, 'tiny.osteon-model');
    writeFileSync(packageFile, await packModel(join(folder, 'tiny'), null));
    for (const file of [policy, packageFile]) chmodSync(file, 0o644);
    const osteon = await launchOsteon({
      environment: { OSTEON_POLICY: policy },
      paths: [join(checkout, 'assets/samples')],
    });
    const { app, page } = osteon;
    const modelIs = async (name: string): Promise<void> => {
      for (;;) {
        const reply = await page.evaluate(() => window.bridge.invoke('engineStatus', undefined));
        if (reply.ok && reply.value.state === 'ready' && reply.value.model.name === name) return;
        await page.waitForTimeout(50);
      }
    };
    await modelIs('osteon-fracture-mobilenetv2');
    await choose(osteon, 'Install…', packageFile);
    await modelIs('tiny');
    const said = await app.evaluate(() => String(Reflect.get(globalThis, 'saidLast')));
    expect(said).toContain('Use tiny 0.0.1 from now on?');
    expect(said).toContain('NOT SIGNED');
    expect(said).toMatch(/phantom-fracture\.dcm: 0\.\d{4} → 0\.\d{4}/);
    await choose(osteon, 'Back to the model before', packageFile);
    await modelIs('osteon-fracture-mobilenetv2');
    await osteon.close();
  });
});
