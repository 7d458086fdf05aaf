import { AppError } from '#common/errors';
import type { ImageEntry } from '#common/contract/ipc';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { imageEntry } from '../support/image-entries.ts';
import { madeUpRankingCard, predicted, ranked } from '../support/synthetic-results.ts';
import { syntheticFilm } from '../support/synthetic-film.ts';
import { Deferred, type Script } from '../support/scripted-bridge.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;

beforeAll(fillInForJsdom);
afterEach(() => page.close());

async function pageWith(images: readonly ImageEntry[], script: Partial<Script> = {}): Promise<void> {
  page = new Page(script);
  await page.open(images);
}

describe('the page with nothing open', () => {
  it('offers files, folders, the sample and recent studies, and keeps its layout', async () => {
    page = new Page({
      recentStudies: () => [{ recentId: 'r', title: 'Doe, Jo', openedAt: '2026-11-23T08:00:00Z' }],
    });
    await page.settle();
    expect(page.find('viewport')?.dataset['state']).toBe('empty');
    expect(page.text('welcome')).toContain('Doe, Jo 2026-11-23');
    page.find('open-sample')?.click();
    page.find('open-file')?.click();
    page.find('open-folder')?.click();
    await page.settle();
    const opened = page.bridge.asked.map(({ name }) => name).filter((name) => name.startsWith('open'));
    expect(opened).toEqual(['openSample', 'openFiles', 'openFolder']);
    expect(page.find('status-bar')?.textContent).toContain('Investigational, not for diagnosis');
  });

  it('opens what is dropped anywhere in the window', async () => {
    page = new Page();
    const file = new File([], 'film.dcm');
    const drop = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
      dataTransfer: { files: [file] },
    });
    page.find('status-bar')?.dispatchEvent(drop);
    expect(drop.defaultPrevented).toBe(true);
    expect(page.bridge.dropped).toEqual([file]);
    await page.settle();
  });

  it('says what runs the model', async () => {
    page = new Page();
    await page.settle();
    expect(page.find('engine-status')?.dataset['state']).toBe('ready');
    expect(page.text('engine-status')).toMatch(/^CPU test-model 1\.2\.3 abababab/);
  });

  it('says why a provider could not be had, and leaves the old one standing', async () => {
    page = new Page({
      setProvider: () => {
        throw new AppError('provider-unavailable', 'CUDA is not on this computer.');
      },
    });
    await page.settle();
    const select = page.find('engine-status')!.querySelector('select')!;
    select.value = 'cuda';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await page.settle();
    expect(page.text('engine-status')).toContain(
      'This computer cannot run the model that way. Choose another provider. provider-unavailable',
    );
    expect(select.value).toBe('auto');
  });

  it('says so when there is a viewer without AI', async () => {
    page = new Page({
      engineStatus: () => ({ state: 'viewerOnly', error: { code: 'model-mismatch', message: 'wrong hash' } }),
    });
    await page.settle();
    expect(page.text('engine-status')).toContain('Viewer without AI: The model does not match its card');
  });
});

describe('the page with a film', () => {
  it('offers the file’s windows and VOI LUTs, by menu and by key, and says which is applied', async () => {
    const voiLuts = [
      { firstMapped: 0, entries: Uint16Array.of(0, 255), bitsPerEntry: 8, explanation: 'HARD' },
    ];
    await pageWith([imageEntry('a')], { loadFrame: () => syntheticFilm({ voiLuts }) });
    const menu = page.find('voi-menu') as HTMLSelectElement;
    expect([...menu.options].map(({ textContent }) => textContent)).toEqual([
      '1 Window 1 · C 2048 W 4096',
      '2 HARD · VOI LUT 1',
      '3 Automatic · C 8 W 15.9',
    ]);
    await page.press('b');
    expect([menu.value, page.text('voi-line')]).toEqual(['1', 'VOI LUT 1: HARD']);
    menu.value = '2';
    menu.dispatchEvent(new Event('change', { bubbles: true }));
    await page.settle();
    expect(page.text('voi-line')).toBe('C 8 W 15.9');
    await page.press('1');
    expect(page.text('voi-line')).toBe('C 2048 W 4096');
    await page.press('0', { altKey: true });
    expect(page.text('voi-line')).toBe('C 8 W 15.9');
    await page.press('B', { shiftKey: true });
    expect(page.find('viewport')?.dataset['voi']).toBe('table');
    await page.press('0');
    expect(page.text('voi-line')).toBe('C 2048 W 4096');
  });

  it('says how large a pixel is and how that is known, and what the film lacks', async () => {
    const spacing = {
      pixelSpacing: [0.14, 0.14],
      imagerPixelSpacing: [0.14, 0.14],
      nominalScannedPixelSpacing: null,
      pixelSpacingCalibrationType: null,
      pixelSpacingCalibrationDescription: null,
      estimatedRadiographicMagnificationFactor: null,
    } as const;
    const pixels = { spacing, lossy: true, transferSyntaxSniffed: true };
    await pageWith([imageEntry('a', { modality: 'DX' })], { loadFrame: () => syntheticFilm(pixels) });
    expect(page.text('pixel-size')).toBe('0.14 mm/px at detector');
    // jsdom's canvas is one pixel for four of the film's: a quarter of it is 0.14 mm.
    expect(page.text('scale-bar')).toBe('0.1 mm at detector');
    const marks = [...document.querySelectorAll<HTMLElement>('[data-testid=fidelity]')];
    expect(marks.map(({ textContent }) => textContent?.trim())).toEqual([
      'lossy compression',
      'transfer syntax guessed',
    ]);
    expect(marks.every((mark) => mark.querySelector('svg') !== null)).toBe(true);
  });

  it('shows a first look, marked as one, until the whole film is there', async () => {
    const whole = new Deferred<DecodedFrame>();
    const look = { ...syntheticFilm(), reduction: 2, storedValues: Uint16Array.of(1, 2, 3, 4) };
    await pageWith([imageEntry('a')], { loadFrame: () => whole.promise, loadPreview: () => look });
    expect(page.find('viewport')?.dataset['state']).toBe('preview');
    expect(page.text('fidelity')).toBe('still loading: reduced resolution');
    whole.resolve(syntheticFilm());
    await page.settle();
    expect(page.find('viewport')?.dataset['state']).toBe('shown');
    expect(page.find('fidelity')).toBeNull();
  });

  it('takes the file’s overlays and shutters off and on', async () => {
    const shutters = [{ shape: 'RECTANGULAR', left: 1, right: 2, upper: 1, lower: 2 }] as const;
    await pageWith([imageEntry('a')], { loadFrame: () => syntheticFilm({ shutters }) });
    expect(page.find('file-annotations')).not.toBeNull();
    await page.press('s');
    expect(page.find('file-annotations')).toBeNull();
    await page.press('s');
    await page.press('O', { shiftKey: true });
    expect(page.find('file-annotations')).not.toBeNull();
  });

  it('shows probability, verdict and measured quality of the film on screen', async () => {
    await pageWith([imageEntry('a')], { classifyImage: () => predicted(0.3712345678, 'doubtful') });
    expect(page.find('viewport')?.dataset).toMatchObject({ state: 'shown', imageId: 'a' });
    expect(page.find('result-panel')?.dataset['imageId']).toBe('a');
    expect(page.find('probability')?.dataset['probability']).toBe('0.371235');
    expect(page.text('probability')).toBe('0.37');
    expect(page.text('finding-badge')).toBe('doubtful 0.37');
    expect(page.find('finding-badge')?.querySelector('[data-shape=dashed-diamond]')).not.toBeNull();
    expect(page.text('result-panel')).toContain(
      'sensitive, decided this label from 0.2090 % 85–9560 % 55–65',
    );
    expect(page.text('result-panel')).toContain('600 test films of Test set, 120 with a fracture');
  });

  it('shows a neutral score and why there is no verdict, where the model may only rank', async () => {
    await pageWith([imageEntry('a')], {
      classifyImage: () => ranked(0.9712),
      modelCard: () => madeUpRankingCard,
    });
    expect(page.text('finding-badge')).toBe('ranking score 0.97');
    expect(page.find('finding-badge')?.querySelector('[data-shape=bars]')).not.toBeNull();
    expect(page.find('image-row')?.querySelector('[data-finding]')?.textContent).toMatch(
      /^\s*ranking score\s+0\.97\s*$/,
    );
    const panel = page.text('result-panel');
    expect(panel).toContain('ranking only: no verdict is given');
    expect(panel).toContain('AUROC 0.95 (95 % interval 0.90–1.00) on 600 test films of Test set');
    expect(panel).toContain('Withheld: no verdict is given on this film.');
    const why = page.find('explanation')!;
    expect(why.title).toBe(madeUpRankingCard.release.reason);
    const reason = document.getElementById(why.getAttribute('aria-controls')!)!;
    expect(reason.hidden).toBe(true);
    why.click();
    await page.settle();
    expect([reason.hidden, reason.textContent]).toEqual([false, madeUpRankingCard.release.reason]);
    expect(document.body.textContent).not.toMatch(/suspected|doubtful|flagged|operating point/i);
    const classes = [...document.querySelectorAll('*')].flatMap((element) => [...element.classList]);
    expect(classes.filter((name) => /suspected|doubtful|notFlagged/.test(name))).toEqual([]);
  });

  it('shows markup in a name as text', async () => {
    await pageWith([imageEntry('a', { patientName: '<b>Doe</b>^Jo', patientId: '1' })]);
    expect(document.querySelector('b')).toBeNull();
    expect(document.body.textContent).toContain('<b>Doe</b>, Jo');
  });

  it('gives no number outside the scope', async () => {
    const scope = { status: 'outOfScope', reason: 'body-part' } as const;
    await pageWith([imageEntry('a', {}, { scope })]);
    expect(page.find('probability')).toBeNull();
    expect(page.find('heat-map')?.dataset['visible']).toBe('false');
    expect(page.text('finding-badge')).toBe('outside scope: no result');
    expect(page.text('result-panel')).toContain('The model was not made for this body part.');
    expect(page.bridge.requestsOf('classifyImage')).toEqual([]);
  });

  it('labels a number that was not validated for such a film', async () => {
    const scope = { status: 'unknown', reason: 'under-18' } as const;
    await pageWith([imageEntry('a', {}, { scope })], {
      classifyImage: () => predicted(0.9, 'suspected', scope),
    });
    expect(page.text('finding-badge')).toBe('fracture suspected 0.90 not validated for this image');
    expect(page.text('result-panel')).toContain('They do not hold for this image.');
  });

  it('says of a synthetic film that the number means nothing', async () => {
    const scope = { status: 'unknown', reason: 'synthetic-film' } as const;
    await pageWith([imageEntry('a', { synthetic: true }, { scope })], {
      classifyImage: () => predicted(0.9, 'suspected', scope),
    });
    const notice = 'demonstration on a synthetic film, the number means nothing';
    expect(page.text('result-panel')).toContain(notice);
    expect(page.text('viewport')).toContain(notice);
    expect(page.text('result-panel')).not.toContain('Sensitivity');
  });

  it('withholds the heat map of a film not flagged until asked', async () => {
    await pageWith([imageEntry('a'), imageEntry('b')], {
      classifyImage: (id) => (id === 'a' ? predicted(0.1, 'notFlagged') : predicted(0.9, 'suspected')),
    });
    await page.press('g');
    expect(page.find('heat-map')?.dataset['visible']).toBe('false');
    expect(page.text('result-panel')).toContain('not flagged: does not exclude a fracture');
    await page.press('ArrowDown');
    expect(page.find('heat-map')?.dataset['visible']).toBe('true');
    await page.press('ArrowUp');
    expect(page.find('heat-map')?.dataset['visible']).toBe('false');
    page.find('heat-map-anyway')?.click();
    await page.settle();
    expect(page.find('heat-map')?.dataset['visible']).toBe('true');
    expect(page.text('result-panel')).toContain('model attention, not localisation');
  });

  it('says what failed, and asks again on request', async () => {
    let attempts = 0;
    await pageWith([imageEntry('a')], {
      classifyImage: () => {
        attempts += 1;
        throw new AppError('inference-failed', 'The session threw.');
      },
    });
    expect(page.text('result-panel')).toContain('The session threw. inference-failed');
    await page.click('Try again');
    expect(attempts).toBe(2);
  });

  it('keeps the film area, names the file that cannot be shown, and tries again on request', async () => {
    const film = syntheticFilm();
    let broken = true;
    await pageWith([imageEntry('a')], {
      loadFrame: () => {
        if (broken) throw new AppError('truncated-file', 'Ends after 12 bytes.');
        return film;
      },
    });
    expect(page.find('viewport')?.dataset).toMatchObject({ state: 'error', imageId: '' });
    expect(page.text('viewport')).toContain('a.dcm cannot be shown.');
    expect(page.text('viewport')).toContain('truncated-file');
    broken = false;
    await page.click('Try again');
    expect(page.find('viewport')?.dataset['state']).toBe('shown');
  });
});
