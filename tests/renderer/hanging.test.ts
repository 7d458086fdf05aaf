import type { ImageAttributes } from '#common/dicom/image-description';
import { AppError } from '#common/errors';
import type { RelatedStudy } from '#common/hanging/related-study';
import { imageDragType } from '../../src-renderer/components/image-drag.ts';
import { imageEntry } from '../support/image-entries.ts';
import { studySummary } from '../support/study-summaries.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;

beforeAll(fillInForJsdom);
beforeEach(() => {
  page = new Page();
});
afterEach(() => page.close());

const jane = { patientId: '1', patientName: 'Doe^Jane', patientBirthDate: '19700101' };
const john = { patientId: '2', patientName: 'Roe^John', patientBirthDate: '19800101' };

const film = (imageId: string, study: string, view: string, more: Partial<ImageAttributes> = {}) =>
  imageEntry(imageId, {
    ...jane,
    studyInstanceUid: study,
    studyDate: '20261123',
    modality: 'DX',
    bodyPartExamined: 'HAND',
    imageLaterality: 'L',
    viewPosition: view,
    ...more,
  });
const [lateral, frontal] = [film('lateral', 'a', 'LL'), film('frontal', 'a', 'PA')];
const [otherFrontal, otherLateral] = [film('other-pa', 'b', 'PA', john), film('other-ll', 'b', 'LL', john)];
const prior = film('prior', 'z', 'PA', { studyDate: '20250201' });

const panes = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-pane]')];
const films = (): readonly (string | undefined)[] => panes().map(({ dataset }) => dataset['imageId']);
const activeFilm = (): string | undefined =>
  document.querySelector<HTMLElement>('[data-pane][data-active=true]')?.dataset['imageId'];
const arrive = async (...images: readonly ReturnType<typeof film>[]): Promise<void> => {
  page.bridge.announce('imagesFound', { openingId: 'opening', images });
  await page.settle();
};

describe('a study that becomes current', () => {
  it('is hung when it is opened, and the next one when the study was read', async () => {
    await page.open([lateral, frontal, otherFrontal, otherLateral]);
    expect(films()).toEqual(['frontal', 'lateral']);
    await page.press('n');
    expect(films()).toEqual(['other-pa', 'other-ll']);
    expect(activeFilm()).toBe('other-pa');
    await page.press('ArrowLeft', { ctrlKey: true });
    expect(films()).toEqual(['frontal', 'lateral']);
  });

  it('is not turned to again once it was read, though the index does not know it yet', async () => {
    await page.open([lateral, frontal, otherFrontal, otherLateral]);
    await page.press('n');
    await page.press('n');
    expect(films()).toEqual(['other-pa', 'other-ll']);
    expect(page.text('reading-message')).toContain('No other open study is unread.');
  });

  it('is hung whole though its films arrive one after the other', async () => {
    await page.open([lateral]);
    expect(films()).toEqual(['lateral']);
    await arrive(frontal, otherFrontal);
    expect(films()).toEqual(['frontal', 'lateral']);
    expect(activeFilm()).toBe('lateral');
  });

  it('stays as it is once someone reads it, but for panes that are empty', async () => {
    await page.open([lateral]);
    await page.press('i');
    await arrive(frontal);
    expect(films()).toEqual(['lateral']);
    await page.press('2', { altKey: true });
    expect(films()).toEqual(['lateral', 'frontal']);
    await page.press('4', { altKey: true });
    await arrive(otherFrontal);
    expect(films()).toEqual(['lateral', 'frontal', '', '']);
    await arrive(film('oblique', 'a', 'OBL'));
    expect(films()).toEqual(['lateral', 'frontal', 'oblique', '']);
  });

  it('is not hung anew by what comes after it', async () => {
    await page.open([frontal]);
    await arrive(otherFrontal);
    await arrive(lateral);
    expect(films()).toEqual(['frontal']);
  });

  it('says how much of it was not seen yet, and shows it on the way through the list', async () => {
    const elbow = film('elbow', 'a', 'AP', { bodyPartExamined: 'ELBOW' });
    await page.open([frontal, lateral, elbow]);
    expect(page.text('hanging-words')).toBe('1 more image of this study (↓).');
    await page.press('ArrowDown');
    await page.press('ArrowDown');
    expect(films()).toEqual(['elbow']);
    expect(page.text('hanging-words')).toBe('');
  });

  it('says that a side is not stated rather than guess it', async () => {
    await page.open([frontal, film('x', 'a', 'PA', { imageLaterality: null })]);
    expect(films()).toEqual(['frontal', 'x']);
    expect(page.text('hanging-words')).toBe('Side not stated: in the order of the files.');
  });
});

describe('a prior', () => {
  const dates = (): readonly (string | undefined)[] =>
    [...document.querySelectorAll('[data-testid=comparison]')].map((one) => one.textContent?.trim());

  it('hangs beside a single view with both dates over the panes', async () => {
    await page.open([frontal, prior]);
    expect(films()).toEqual(['frontal', 'prior']);
    expect(dates()).toEqual(['2026-11-23', 'Prior 2025-02-01 · 21 months before']);
  });

  it('hangs under two views, and leaves with the study', async () => {
    await page.open([lateral, frontal, prior, otherFrontal, otherLateral]);
    expect(films()).toEqual(['frontal', 'lateral', 'prior', '']);
    await page.press('ArrowRight', { ctrlKey: true });
    await page.press('ArrowRight', { ctrlKey: true });
    expect(films()).toEqual(['other-pa', 'other-ll']);
    expect(dates()).toEqual([]);
  });

  it('is never a film of another patient with the same id, which is called so where a person puts it', async () => {
    const namesake = film('namesake', 'z', 'PA', { studyDate: '20250201', patientName: 'Doe^Joan' });
    await page.open([frontal, namesake]);
    expect(films()).toEqual(['frontal']);
    await page.press('2', { altKey: true });
    const drop = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
      dataTransfer: { types: [imageDragType], getData: () => 'namesake' },
    });
    panes()[1]?.dispatchEvent(drop);
    await page.settle();
    expect(films()).toEqual(['frontal', 'namesake']);
    expect(dates()).toEqual(['2026-11-23', 'Possibly another patient (name) · 2025-02-01']);
  });

  describe('of the index', () => {
    const related = (relation: RelatedStudy['relation'] = { kind: 'same' }): RelatedStudy => ({
      study: studySummary({
        studyId: 9,
        studyDate: '20250201',
        bodyParts: ['HAND'],
        patientName: 'DOE^JANE',
      }),
      relation,
    });
    const indexed = async (imageId: string, studyId: number): Promise<void> => {
      const index = { saved: true, sealed: false, setAside: null } as const;
      page.bridge.announce('filmsIndexed', {
        films: [{ imageId, studyId }],
        studies: [studySummary({ studyId })],
        index,
      });
      await page.settle();
    };
    const priorArrives = async (): Promise<void> => {
      page.bridge.announce('openingStarted', { openingId: 'prior', quiet: true });
      page.bridge.announce('imagesFound', { openingId: 'prior', images: [prior] });
      await page.settle();
    };
    const withRelated = async (...found: readonly RelatedStudy[]): Promise<void> => {
      await page.close();
      page = new Page({ relatedStudies: () => found });
      await page.open([frontal, otherFrontal]);
      await indexed('frontal', 1);
    };

    it('is opened quietly and hung beside the film, and is no part of what there is to read', async () => {
      await withRelated(related());
      expect(page.bridge.requestsOf('openPrior')).toEqual([9]);
      await priorArrives();
      expect(films()).toEqual(['frontal', 'prior']);
      await page.press('F6');
      await page.press('n');
      expect(films()).toEqual(['other-pa']);
      expect(page.bridge.requestsOf('setStudyStatus')).toEqual([{ studyId: 1, status: 'read' }]);
    });

    it('moves nothing once someone reads, and hangs by the rules on request', async () => {
      await withRelated(related());
      await page.press('i');
      await priorArrives();
      expect(films()).toEqual(['frontal']);
      await page.press('6', { altKey: true });
      expect(films()).toEqual(['frontal', 'prior']);
    });

    it('hangs at once where it came before the study was turned to', async () => {
      await withRelated(related());
      await priorArrives();
      await page.press('End');
      expect(films()).toEqual(['other-pa']);
      await page.press('Home');
      expect(films()).toEqual(['frontal', 'prior']);
    });

    it('is offered and not opened where it is not certain that the patient is the same', async () => {
      await withRelated(related({ kind: 'possible', doubts: ['patientBirthDate'] }));
      expect(page.bridge.requestsOf('openPrior')).toEqual([]);
      expect(page.text('prior-list')).toContain('Possible prior: birth date not the same (DOE, JANE)');
      await page.click('Show beside');
      expect(page.bridge.requestsOf('openPrior')).toEqual([9]);
      await priorArrives();
      await indexed('prior', 9);
      expect(films()).toEqual(['frontal', 'prior']);
    });

    it('is said to be gone where its files are', async () => {
      await page.close();
      page = new Page({
        relatedStudies: () => [related()],
        openPrior: () => {
          throw new AppError('file-not-found', 'Gone.');
        },
      });
      await page.open([frontal]);
      await indexed('frontal', 1);
      expect(page.text('prior-list')).toContain('2025-02-01 Wrist Its files are no longer where they lay.');
      expect(films()).toEqual(['frontal']);
    });
  });
});
