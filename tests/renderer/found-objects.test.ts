import type { FoundObject } from '#common/objects/found-object';
import { imageEntry } from '../support/image-entries.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;
beforeAll(fillInForJsdom);
afterEach(() => page.close());

const heading = {
  ...{ patientId: '', patientName: '', patientBirthDate: '', seriesDescription: 'Display', date: '20261103' },
  ...{ time: '', manufacturer: 'Another', isCut: false, images: [{ sopInstanceUid: '1.2.3', frames: null }] },
};
const state: FoundObject = {
  ...heading,
  kind: 'presentationState',
  title: 'AS_READ',
  presentation: {
    ...{ rescale: null, lowIsBright: true, rotation: 90, flipped: false, areas: [] },
    windows: [{ on: [], center: 40, width: 80, function: 'LINEAR' }],
  },
  drawings: [{ on: [], type: 'TEXT', points: [{ x: 1, y: 1 }], unit: 'pixel', text: 'Here', shape: null }],
};
const report: FoundObject = {
  ...{ ...heading, kind: 'report', title: 'Report of findings', isVerified: true, drawings: [] },
  lines: [{ depth: 0, name: 'Finding', value: '<img src=x onerror=alert(1)>' }],
};

async function openWith(...objects: readonly FoundObject[]): Promise<void> {
  page = new Page();
  const entry = imageEntry('a');
  const attributes = { ...entry.attributes, sopInstanceUid: '1.2.3', patientId: 'P1' };
  await page.open([{ ...entry, attributes }]);
  page.bridge.announce('objectsFound', {
    objects: objects.map((object, index) => ({
      objectId: String(index),
      displayName: `${index}.dcm`,
      object,
    })),
  });
  const progress = { openingId: 'opening', examined: 2, found: 1, refused: 0, finished: true };
  page.bridge.announce('openingProgress', progress);
  await page.settle();
}
const viewport = () => page.find('viewport')!.dataset;

describe('DICOM objects of a film', () => {
  it('shows the film as a presentation state has it, says so, and goes back to its own drawings', async () => {
    await openWith(state);
    await page.click('Show on film');
    expect(viewport()).toMatchObject({ windowCenter: '40', windowWidth: '80', rotation: '90' });
    expect(page.text('found-drawings')).toContain('Shown from a file: AS_READ');
    await page.click('Hide');
    expect(page.find('found-drawings')).toBeNull();
  });

  it('makes its drawings a person’s own in one step', async () => {
    await openWith(state);
    await page.click('Take over drawings');
    expect(page.text('measurements')).toContain('Here');
    await page.press('z', { ctrlKey: true });
    expect(page.text('measurements') ?? '').not.toContain('Here');
  });

  it('shows a report as text, whatever it holds', async () => {
    await openWith(report);
    await page.click('Read document');
    expect(page.text('report-pane')).toContain('<img src=x onerror=alert(1)>');
    expect(page.find('report-pane')!.querySelector('img')).toBeNull();
    await page.click('Close');
    expect(page.find('report-pane')).toBeNull();
  });

  it('shows nothing of an object that names another patient, and says why', async () => {
    await openWith({ ...state, patientId: 'P2' });
    expect(page.text('found-objects')).toContain('It names another patient than this film');
    expect(page.find('found-objects')!.querySelectorAll('button')).toHaveLength(0);
  });

  it('says of objects about images that are not open that there are such', async () => {
    await openWith({ ...report, images: [{ sopInstanceUid: '9.9', frames: null }] });
    expect(page.text('stray-objects')).toContain('1 DICOM object about images not open');
    expect(page.find('found-objects')).toBeNull();
  });
});
