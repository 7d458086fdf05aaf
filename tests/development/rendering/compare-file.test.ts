import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareRendering, type Comparison } from '../../../src-main/development/rendering/compare-file.ts';
import {
  allowedDifference,
  comparisonLine,
  summaryLines,
} from '../../../src-main/development/rendering/comparison-lines.ts';
import { missingRenderingTools } from '../../../src-main/development/rendering/dcmtk-picture.ts';
import { describeWithSharedData } from '../../support/shared-data.ts';

const name = 'the greyscale of radiographs beside DCMTK’s';
const missing = missingRenderingTools();
const describeWithDcmtk =
  missing.length === 0
    ? describeWithSharedData
    : (title: string, tests: (data: string) => void) =>
        describe.skip(`${title} (${missing.join(', ')} not installed)`, () => tests(''));

/** Projection radiographs of the corpus, without nearly lossless twins, and its two images with LUT sequences. */
function radiographs(folder: string): string[] {
  const [, ...lines] = readFileSync(join(folder, 'manifest.csv'), 'utf8').trim().split(/\r?\n/);
  const wanted = lines.filter(
    (line) =>
      (/,(CR|DX|RG|XA),/.test(line) && !/(J2KI|JLSN),/.test(line)) || /\/[mv]lut_\d+\.dcm,/.test(line),
  );
  return wanted.map((line) => join(folder, line.split(',')[0]!));
}

describeWithDcmtk(name, (data) => {
  const comparisons: Comparison[] = [];

  beforeAll(async () => {
    for (const path of radiographs(join(data, 'dicom'))) comparisons.push(await compareRendering(path));
  }, 300_000);

  it(`lies within ${allowedDifference} grey level on every one`, () => {
    const { lines } = summaryLines(comparisons);
    console.log(lines.join('\n'));
    const wrong = comparisons.filter((one) => 'refusal' in one || one.largestDifference > allowedDifference);
    expect(wrong.map(comparisonLine)).toEqual([]);
    expect(comparisons.length).toBeGreaterThan(15);
  });
});

describe('summaryLines', () => {
  const far: Comparison = {
    path: '/films/far.dcm',
    modality: 'DX',
    largestDifference: 2,
    differingShare: 0.5,
    excuse: null,
    notes: ['a note'],
  };

  it('fails for two grey levels, and where nothing was compared', () => {
    expect(summaryLines([far])).toEqual({
      isGood: false,
      lines: [
        '1 images compared with DCMTK, 0 not.',
        'Largest difference: 2 of 255 grey levels; 1 images above 1.',
        "Besides, 0 differ for a reason of DCMTK's own.",
        '  2  /films/far.dcm',
      ],
    });
    expect(summaryLines([{ ...far, largestDifference: 1 }]).isGood).toBe(true);
    expect(summaryLines([{ path: 'a', modality: null, refusal: 'colour' }]).isGood).toBe(false);
  });

  it('tells what is DCMTK’s own doing apart, with the reason', () => {
    const { isGood, lines } = summaryLines([{ ...far, excuse: 'because' }]);
    expect([isGood, lines.at(-1)]).toEqual([true, '  /films/far.dcm: because']);
  });

  it('says of each file how far it lies apart and what was left out', () => {
    expect(comparisonLine(far)).toBe('   2  far.dcm (DX): 50.00 % of pixels differ; a note');
  });
});
