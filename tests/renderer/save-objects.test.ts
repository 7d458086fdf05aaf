import type { WantedObjects } from '#common/contract/saved-objects';
import { AppError } from '#common/errors';
import { imageEntry } from '../support/image-entries.ts';
import type { Script } from '../support/scripted-bridge.ts';
import { stateWithNode } from '../support/dicom-nodes.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;
beforeAll(fillInForJsdom);
afterEach(() => page.close());

async function openForm(script: Partial<Script>): Promise<void> {
  page = new Page(script);
  await page.open([imageEntry('a')]);
  await page.press('D', { ctrlKey: true, shiftKey: true });
}

async function save(): Promise<void> {
  page.find('save-objects-now')?.click();
  await page.settle();
}

describe('saving as DICOM', () => {
  it('asks for what is ticked of the film on screen, and says how much was saved and what was not', async () => {
    const asked: { readonly imageId: string; readonly wanted: WantedObjects }[] = [];
    await openForm({
      saveObjects: (request) => {
        asked.push(request);
        return {
          written: 2,
          altered: 0,
          refusals: [{ code: 'not-referable', message: 'It has no Study Instance UID.' }],
        };
      },
    });
    await save();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      imageId: 'a',
      wanted: { report: true, picture: false, view: { inverted: false, annotations: [], calibration: null } },
    });
    expect(page.text('save-objects')).toContain('2 objects saved.');
    expect(page.text('save-objects')).toMatch(
      /Not saved: No DICOM object can refer .* It has no Study Instance UID\. not-referable/,
    );
  });

  it('sends along what is drawn, and the starred images of the study once they are ticked', async () => {
    const asked: { readonly wanted: WantedObjects; readonly keyImageIds: readonly string[] }[] = [];
    const points = [
      { x: 1, y: 1 },
      { x: 5, y: 1 },
    ];
    const length = { id: '1', shape: 'length', points, text: '', labelAt: null } as const;
    await openForm({
      recallMarks: () => ({ annotations: [length], calibration: null, isKeyImage: true }),
      saveObjects: (request) => {
        asked.push(request);
        return { written: 2, altered: 0, refusals: [] };
      },
    });
    await save();
    page.find('save-keyImages')?.click();
    await page.settle();
    await save();
    expect(asked.map(({ wanted }) => wanted.drawn)).toEqual(
      Array(2).fill({ annotations: [length], calibration: null }),
    );
    expect(asked.map(({ keyImageIds }) => keyImageIds)).toEqual([[], ['a']]);
  });

  it('lays them where it is asked to, or sends them to the node that is chosen, and says what it did not take', async () => {
    const nodes: (string | null)[] = [];
    const forms: string[] = [];
    await openForm({
      dicomNetwork: () => stateWithNode,
      saveObjects: ({ node, form }) => {
        nodes.push(node);
        forms.push(form);
        const message = 'The node answered A700H: it has no room left.';
        return { written: 1, altered: 0, refusals: [{ code: 'node-refused', message }] };
      },
    });
    const select = page.find('destination') as HTMLSelectElement;
    expect([...select.options].map(({ text }) => text.trim())).toEqual([
      'Folder',
      'Folder with DICOMDIR',
      'ZIP archive',
      'PACS (TLS)',
    ]);
    await save();
    select.value = select.options[1]!.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await page.settle();
    await save();
    select.value = 'PACS';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await page.settle();
    expect(page.text('save-objects-now')).toBe('Send to PACS');
    await save();
    expect(nodes).toEqual([null, null, 'PACS']);
    expect(forms).toEqual(['folder', 'medium', 'medium']);
    expect(page.text('save-objects')).toMatch(/1 object sent\. Not sent: .*A700H.*node-refused/);
  });

  it('is opened by the menu, too', async () => {
    page = new Page();
    await page.open([imageEntry('a')]);
    expect(page.find('save-objects-now')).toBeNull();
    page.bridge.announce('saveObjectsWanted', null);
    await page.settle();
    expect(page.find('save-objects-now')).not.toBeNull();
  });

  it('offers neither of a film without drawings and stars', async () => {
    await openForm({});
    const isOff = (choice: string) => (page.find(`save-${choice}`) as HTMLInputElement).disabled;
    expect(['drawn', 'keyImages'].map(isOff)).toEqual([true, true]);
  });

  it('offers the view alone of a film outside the scope without a number', async () => {
    await openForm({ classifyImage: () => ({ scope: { status: 'outOfScope', reason: 'modality' } }) });
    const isOff = (choice: string) => (page.find(`save-${choice}`) as HTMLInputElement).disabled;
    expect(['report', 'picture', 'view'].map(isOff)).toEqual([false, true, false]);
  });

  it('says why nothing could be saved, and nothing where the chooser was closed', async () => {
    let answers = 0;
    await openForm({
      saveObjects: () => {
        if (answers++ === 0) return null;
        throw new AppError('disk-full', 'There is no room.');
      },
    });
    await save();
    expect(page.text('save-objects')).not.toMatch(/saved\.|disk-full/);
    await save();
    expect(page.text('save-objects')).toContain('disk-full');
  });
});
