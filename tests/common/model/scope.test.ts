import type { ImageAttributes, ImageDescription } from '../../../src-main/common/dicom/image-description.ts';
import type { DecodedFrame } from '../../../src-main/common/imaging/decoded-frame.ts';
import { scopeByFeatures, scopeByPixels, scopeByTags } from '../../../src-main/common/model/scope.ts';
import { filmDescription, filmFrame } from '../../support/film.ts';

const regions = {
  HAND: { testImages: 166, testFractured: 42 },
  LEG: { testImages: 216, testFractured: 20 },
  HIP: { testImages: 32, testFractured: 3 },
};
const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';
const scopeOf = (attributes: Partial<ImageAttributes>, pixels: Partial<ImageDescription['pixels']> = {}) => {
  const { status, reason } = scopeByTags(filmDescription(attributes, pixels), regions);
  return `${status} ${reason}`;
};

describe('scopeByTags', () => {
  it('is in scope for an adult hand and for the least tested region that is enough', () => {
    expect(scopeOf({})).toBe('inScope validated');
    expect(scopeOf({ bodyPartExamined: 'LEG' })).toBe('inScope validated');
  });

  it.each<[string, Partial<ImageAttributes>]>([
    ['outOfScope modality', { modality: 'CT' }],
    ['outOfScope modality', { modality: 'MR' }],
    ['outOfScope modality', { modality: 'US' }],
    ['outOfScope modality', { modality: 'MG' }],
    ['outOfScope modality', { modality: null, sopClassUid: '1.2.840.10008.5.1.4.1.1.2' }],
    ['outOfScope modality', { modality: 'CR', sopClassUid: '1.2.840.10008.5.1.4.1.1.2' }],
    ['outOfScope secondary-capture', { modality: 'OT' }],
    ['outOfScope secondary-capture', { sopClassUid: secondaryCapture }],
    ['outOfScope secondary-capture', { sopClassUid: `${secondaryCapture}.2` }],
    ['outOfScope secondary-capture', { conversionType: 'WSD' }],
    ['outOfScope for-processing', { presentationIntentType: 'FOR PROCESSING' }],
    ['outOfScope for-processing', { sopClassUid: '1.2.840.10008.5.1.4.1.1.1.1.1' }],
    ['outOfScope body-part', { bodyPartExamined: 'CHEST' }],
    ['outOfScope body-part', { bodyPartExamined: 'SKULL' }],
    ['outOfScope body-part', { bodyPartExamined: 'LSPINE' }],
    ['outOfScope body-part', { bodyPartExamined: null, seriesDescription: 'Thorax pa' }],
    ['outOfScope body-part', { bodyPartExamined: 'HAND', studyDescription: 'CHEST PA' }],
    [
      'outOfScope body-part',
      { bodyPartExamined: 'EXTREMITY', protocolName: 'HAND', seriesDescription: 'CXR' },
    ],
    ['outOfScope view', { viewPosition: 'MLO' }],
    ['unknown body-part-unknown', { bodyPartExamined: null }],
    ['unknown body-part-unknown', { bodyPartExamined: 'EXTREMITY' }],
    ['unknown region-not-validated', { bodyPartExamined: 'HIP' }],
    ['unknown region-not-validated', { bodyPartExamined: 'SHOULDER' }],
    ['unknown region-not-validated', { bodyPartExamined: 'EXTREMITY', studyDescription: 'Ankle left' }],
    ['unknown under-18', { patientAge: '017Y' }],
    ['unknown under-18', { patientAge: '017Y', bodyPartExamined: 'ANKLE' }],
    ['unknown age-unknown', { patientAge: null }],
    ['unknown view', { viewPosition: 'SUNRISE' }],
    ['unknown synthetic-film', { synthetic: true }],
    ['outOfScope modality', { synthetic: true, modality: 'CT' }],
    ['inScope validated', { bodyPartExamined: 'EXTREMITY', protocolName: 'R HAND PA' }],
    ['inScope validated', { modality: 'RF' }],
  ])('is %s for %j', (scope, attributes) => {
    expect(scopeOf(attributes)).toBe(scope);
  });

  it('refuses fluoroscopy of several frames, and images too small to have been tested', () => {
    expect(scopeOf({ modality: 'RF' }, { numberOfFrames: 12 })).toBe('outOfScope multi-frame');
    expect(scopeOf({}, { rows: 179 })).toBe('outOfScope image-quality');
  });

  it('knows nothing of a file without tags', () => {
    const untagged = filmDescription({}, {}, 'png');
    expect(scopeByTags(untagged, regions)).toEqual({ status: 'unknown', reason: 'no-tags' });
  });
});

describe('scopeByPixels', () => {
  const tags = { status: 'inScope', reason: 'validated' } as const;
  const withValues = (value: (index: number) => number, samplesPerPixel: 1 | 3 = 1): DecodedFrame =>
    filmFrame(filmDescription({}, { samplesPerPixel, bitsAllocated: 8, bitsStored: 8 }), value);

  it('leaves a film with contrast as the tags put it', () => {
    expect(
      scopeByPixels(
        withValues((i) => (i * 7) % 251),
        tags,
      ),
    ).toBe(tags);
  });

  it('takes a colour photograph out, and leaves a grey film saved as RGB', () => {
    const colour = withValues((i) => (i % 3 === 0 ? 200 : (i * 7) % 97), 3);
    expect(scopeByPixels(colour, tags)).toEqual({ status: 'outOfScope', reason: 'colour-image' });
    expect(
      scopeByPixels(
        withValues((i) => Math.floor(i / 3) % 251, 3),
        tags,
      ),
    ).toBe(tags);
  });

  it.each<[string, (index: number) => number]>([
    ['blank', () => 90],
    ['a drawing of few values', (i) => (i % 31) * 8],
    ['almost all at one end', (i) => (i % 33 === 0 ? 1 + (i % 250) : 0)],
  ])('takes out an image that is %s', (_, value) => {
    expect(scopeByPixels(withValues(value), tags)).toEqual({ status: 'outOfScope', reason: 'image-quality' });
  });

  it('never lets pixels widen what the tags refused', () => {
    const refused = { status: 'outOfScope', reason: 'modality' } as const;
    expect(
      scopeByPixels(
        withValues((i) => (i * 7) % 251),
        refused,
      ),
    ).toBe(refused);
  });
});

describe('scopeByFeatures', () => {
  const gate = { threshold: 2 };
  const tags = { status: 'unknown', reason: 'no-tags' } as const;

  it('lets pass what is no further than the threshold, and nothing else', () => {
    expect(scopeByFeatures(2, gate, tags)).toBe(tags);
    const unlike = { status: 'outOfScope', reason: 'unlike-training-films' };
    expect(scopeByFeatures(2.01, gate, tags)).toEqual(unlike);
    expect(scopeByFeatures(NaN, gate, tags)).toEqual(unlike);
  });

  it('keeps the reason of what was refused before, and leaves a synthetic film to its own words', () => {
    const refused = { status: 'outOfScope', reason: 'modality' } as const;
    const synthetic = { status: 'unknown', reason: 'synthetic-film' } as const;
    expect(scopeByFeatures(99, gate, refused)).toBe(refused);
    expect(scopeByFeatures(99, gate, synthetic)).toBe(synthetic);
  });
});
