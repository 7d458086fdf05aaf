import { AppError } from '#common/errors';
import type { ImageEntry } from '#common/contract/ipc';
import { imageEntry } from '../support/image-entries.ts';
import type { Script } from '../support/scripted-bridge.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;

beforeAll(fillInForJsdom);
afterEach(() => page.close());

async function pageWith(images: readonly ImageEntry[], script: Partial<Script> = {}): Promise<void> {
  page = new Page(script);
  await page.open(images);
}

describe('a locked archive', () => {
  const refusal = {
    displayName: 'study.zip',
    error: { code: 'archive-encrypted', message: 'Locked.' },
  } as const;
  const type = async (password: string): Promise<void> => {
    const input = document.querySelector<HTMLInputElement>('input[type=password]')!;
    input.value = password;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await page.settle();
    await page.click('Open');
  };

  it('asks for its password until that is right, and then leaves the list', async () => {
    await pageWith([imageEntry('a')], {
      unlockArchive: ({ password }) => {
        if (password === 'right') return 'second';
        throw new AppError('archive-password-wrong', 'No.');
      },
    });
    page.bridge.announce('filesRefused', { openingId: 'opening', files: [{ ...refusal, refusalId: 'r' }] });
    await page.settle();
    expect(page.find('error-list')?.hasAttribute('open')).toBe(true);
    page.find('unlock')?.click();
    await page.settle();
    await type('wrong');
    expect(page.text('unlock-form')).toContain('The password does not open the archive.');
    await type('right');
    expect(page.bridge.requestsOf('unlockArchive')).toEqual([
      { refusalId: 'r', password: 'wrong' },
      { refusalId: 'r', password: 'right' },
    ]);
    expect(page.find('error-list')).toBeNull();
  });

  it('stays in the list when no password is given', async () => {
    await pageWith([imageEntry('a')]);
    page.bridge.announce('filesRefused', { openingId: 'opening', files: [{ ...refusal, refusalId: 'r' }] });
    await page.settle();
    page.find('unlock')?.click();
    await page.settle();
    await page.click('Cancel');
    expect(page.find('unlock-form')).toBeNull();
    expect(page.text('error-list')).toContain('study.zip');
    expect(page.bridge.requestsOf('unlockArchive')).toEqual([]);
  });
});
