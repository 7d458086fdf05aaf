import { errorCodes } from '#common/errors';
import { scopeReasons } from '#common/model/result';
import { failureTexts } from '#common/viewer/failure-texts';
import { scopeHeadings, scopeTexts } from '#common/viewer/scope-texts';
import { findingLooks } from '#common/viewer/finding';

const shown = [
  ...errorCodes.map((code) => failureTexts[code]),
  ...scopeReasons.map((reason) => scopeTexts[reason]),
  ...Object.values(scopeHeadings),
  ...Object.values(findingLooks).map(({ words }) => words),
];

describe('texts of the second reader', () => {
  it('never promise what the model cannot', () => {
    const promises = shown.filter((text) =>
      /normal|negative|no fracture|diagnos|detected|\bsafe\b/i.test(text),
    );
    expect(promises).toEqual([]);
  });

  it('tell every verdict by a shape of its own', () => {
    const shapes = Object.values(findingLooks).map(({ shape }) => shape);
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});
