import type { Request } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import { imageEntry } from '../support/image-entries.ts';
import type { Script } from '../support/scripted-bridge.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;
beforeAll(fillInForJsdom);
afterEach(() => page.close());

async function openPane(exportDicom: Script['exportDicom']): Promise<void> {
  page = new Page({ exportDicom });
  await page.open([imageEntry('a')]);
  await page.press('E', { ctrlKey: true, shiftKey: true });
}

async function exportNow(): Promise<void> {
  page.find('export-dicom-now')?.click();
  await page.settle();
}

describe('exporting films as DICOM', () => {
  it('asks for them without identity, with what is kept, and warns of names in pictures', async () => {
    const asked: Request<'exportDicom'>[] = [];
    await openPane((request) => {
      asked.push(request);
      const refusals = [{ code: 'missing-attribute', message: 'It has no Study Instance UID.' }] as const;
      return { written: 1, mayShowIdentity: 1, refusals };
    });
    page.find('keep-device')?.click();
    await exportNow();
    const deidentification = { retained: ['device'], dates: 'removed', redactions: [] };
    expect(asked).toEqual([{ imageIds: ['a'], form: 'folder', deidentification }]);
    const text = page.text('dicom-outcome');
    expect(text).toContain('1 film exported.');
    expect(text).toContain('1 picture may show a name');
    expect(text).toContain('missing-attribute');
  });

  it('offers no blackening where nothing is drawn, says why nothing left, and closes by Escape', async () => {
    await openPane(() => {
      throw new AppError('disk-full', 'There is no room.');
    });
    expect((page.find('blacken') as HTMLInputElement).disabled).toBe(true);
    await exportNow();
    expect(page.text('dicom-outcome')).toContain('disk-full');
    await page.press('Escape');
    expect(page.find('dicom-export')).toBeNull();
  });
});
