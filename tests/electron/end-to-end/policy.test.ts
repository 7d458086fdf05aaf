import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifacts } from '../support/checkout.ts';
import { launchOsteon, newProfile } from '../support/osteon-window.ts';

describe("an administrator's policy", () => {
  it('locks what it names, says so, and holds against the page itself', async () => {
    const locked = { provider: 'cpu', preferences: { secondReader: { readFirst: true } } };
    const file = join(newProfile(), 'policy.json');
    writeFileSync(file, JSON.stringify({ format: 'osteon-policy', version: 1, locked }));
    chmodSync(file, 0o644);
    const { page, close } = await launchOsteon({ environment: { OSTEON_POLICY: file } });
    await page.locator('[data-testid=engine-status][data-state=ready]').waitFor();
    await page.keyboard.press('Control+,');
    await page.getByTestId('settings-secondReader').click();
    expect(await page.getByTestId('read-first').isChecked()).toBe(true);
    expect(await page.getByTestId('read-first').isDisabled()).toBe(true);
    expect(await page.getByTestId('heat-map-opacity').isDisabled()).toBe(false);
    expect(await page.getByTestId('locked').count()).toBe(2);
    expect(await page.locator('[data-testid=engine-status] select').isDisabled()).toBe(true);
    await page.screenshot({ path: join(artifacts, 'policy.png') });
    const reply = await page.evaluate(() => window.bridge.invoke('setProvider', 'webgpu'));
    expect(reply).toMatchObject({ ok: false, error: { code: 'locked-by-policy' } });
    await close();
  });
});
