import type { Request } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import { imageEntry } from '../support/image-entries.ts';
import type { Script } from '../support/scripted-bridge.ts';
import { stateWithNode } from '../support/dicom-nodes.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;
const chooseDestination = (node: string): void => {
  const select = page.find('destination') as HTMLSelectElement;
  select.value = node;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};
beforeAll(fillInForJsdom);
afterEach(() => page.close());

async function openPane(exportDicom: Script['exportDicom'], more: Partial<Script> = {}): Promise<void> {
  page = new Page({ exportDicom, ...more });
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
      return { written: 1, altered: 0, mayShowIdentity: 1, refusals };
    });
    page.find('keep-device')?.click();
    await exportNow();
    const deidentification = { retained: ['device'], dates: 'removed', redactions: [] };
    expect(asked).toEqual([{ imageIds: ['a'], node: null, form: 'folder', deidentification }]);
    const text = page.text('dicom-outcome');
    expect(text).toContain('1 film exported.');
    expect(text).toContain('1 picture may show a name');
    expect(text).toContain('missing-attribute');
  });

  it('sends them to a node where one is chosen, and lets it be stopped', async () => {
    const nodes: string[] = [];
    let stops = 0;
    await openPane(
      ({ node }) => {
        nodes.push(node!);
        return { written: 2, altered: 1, mayShowIdentity: 0, refusals: [] };
      },
      { dicomNetwork: () => stateWithNode, stopSending: () => void stops++ },
    );
    chooseDestination('PACS');
    await page.settle();
    expect(page.find('dicom-form')).toBeNull();
    expect(page.text('export-dicom-now')).toBe('Send to PACS');
    page.bridge.announce('networkChanged', { kind: 'sending', done: 1, total: 3 });
    await page.settle();
    expect(page.text('dicom-outcome')).toContain('1 of 3');
    page.find('stop-sending')?.click();
    page.bridge.announce('networkChanged', { kind: 'sending', done: 3, total: 3 });
    await exportNow();
    expect([nodes, stops]).toEqual([['PACS'], 1]);
    expect(page.find('sending')).toBeNull();
    expect(page.text('dicom-outcome')).toMatch(/2 films sent\. The node stored 1 of them changed\./);
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
