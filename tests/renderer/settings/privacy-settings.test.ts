import { AppError } from '#common/errors';
import type { Script } from '../../support/scripted-bridge.ts';
import { fillInForJsdom, Page } from '../support/page.ts';

let page: Page;
beforeAll(fillInForJsdom);
afterEach(() => page.close());

async function open(script: Partial<Script> = {}): Promise<void> {
  page = new Page(script);
  page.bridge.announce('settingsWanted', null);
  await page.settle();
  page.find('settings-privacy')?.click();
  await page.settle();
}

const state = () => page.find('protection-state')?.textContent;

describe('the privacy settings', () => {
  it('encrypt what is kept and decrypt it again, and say which it is', async () => {
    const asked: boolean[] = [];
    await open({
      protectIndex(sealed) {
        asked.push(sealed);
        return { index: { saved: true, sealed, setAside: null }, hasKeyring: true };
      },
    });
    expect(state()).toBe('Not encrypted');
    page.find('protect-index')?.click();
    await page.settle();
    expect(state()).toBe('Encrypted');
    page.find('protect-index')?.click();
    await page.settle();
    expect(state()).toBe('Not encrypted');
    expect(asked).toEqual([true, false]);
  });

  it('do not pretend where the system has no keyring', async () => {
    const index = { saved: true, sealed: false, setAside: null } as const;
    await open({ indexProtection: () => ({ index, hasKeyring: false }) });
    expect(page.find('protect-index')).toHaveProperty('disabled', true);
    expect(page.find('no-keyring')?.textContent).toContain('cannot be encrypted here');
  });

  it('offer a new index where the key of the one there is lost, and keep that one', async () => {
    const error = { code: 'index-locked', message: 'no key' } as const;
    await open({ indexProtection: () => ({ index: { saved: false, error }, hasKeyring: true }) });
    expect(state()).toContain('Locked');
    expect(page.find('protect-index')).toBeNull();
    page.find('begin-new-index')?.click();
    await page.settle();
    expect(state()).toBe('Encrypted');
  });

  it('say why nothing was encrypted, and that it is as before', async () => {
    await open({
      protectIndex: () => {
        throw new AppError('index-unwritable', 'ENOSPC');
      },
    });
    page.find('protect-index')?.click();
    await page.settle();
    expect(state()).toBe('Not encrypted');
    expect(page.find('settings')?.textContent).toContain('index-unwritable');
  });
});
