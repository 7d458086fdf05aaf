import type { AttributeTree } from '#common/objects/attribute-tree';
import type { Making } from '#common/objects/composite';
import { resultReport, type ReportableResult } from '#common/objects/result-report';
import { readSourceIdentity, type SourceIdentity } from '#common/objects/source-identity';
import { parseDataSet } from '#common/dicom/parse';
import { filmFile } from '../../support/film-file.ts';
import { madeUpCard, predicted, ranked } from '../../support/synthetic-results.ts';

const identity = readSourceIdentity(
  parseDataSet(filmFile({ AccessionNumber: 'A1', PatientSex: 'F', StudyDate: '2026.01.02' })),
);
let count = 0;
const making: Making = {
  newUid: () => `2.25.9${count++}`,
  ...{ seriesInstanceUid: '2.25.4', instanceNumber: 3, softwareVersion: '0.1.0' },
  at: new Date(2026, 10, 3, 9, 5, 7),
};
const report = (result: ReportableResult, changes: Partial<SourceIdentity> = {}) =>
  resultReport({ identity: { ...identity, ...changes }, frame: 0, result }, madeUpCard, making);

/** Every content item as `meaning = value`, in order. */
function lines(tree: AttributeTree): string[] {
  const [name] = (tree['ConceptNameCodeSequence'] ?? []) as AttributeTree[];
  const [code] = (tree['ConceptCodeSequence'] ?? []) as AttributeTree[];
  const [number] = (tree['MeasuredValueSequence'] ?? []) as AttributeTree[];
  const value = tree['TextValue'] ?? code?.['CodeMeaning'] ?? number?.['NumericValue'];
  const own = name && value !== undefined ? [`${name['CodeMeaning']} = ${value}`] : [];
  return [...own, ...((tree['ContentSequence'] ?? []) as AttributeTree[]).flatMap(lines)];
}

describe('resultReport', () => {
  it('tells the probability, the verdict and the point that decided it, and what it is not', () => {
    const told = lines(report(predicted(0.5, 'notFlagged')));
    expect(told).toEqual(
      expect.arrayContaining([
        'Algorithm Name = test-model',
        `Algorithm Parameters = sha256=${madeUpCard.onnx.sha256}`,
        'Scope of the algorithm = Within scope',
        'Calibrated probability of a fracture = 0.5',
        'Verdict of the algorithm = Not flagged: does not exclude a fracture',
        'Operating point that decided the verdict = Sensitive operating point',
        'Comment = Investigational, not for diagnosis',
      ]),
    );
  });

  it('calls the number of a model that may only rank a score, and says why', () => {
    const told = lines(report(ranked(0.25)));
    expect(told).toContain('Ranking score, orders films only = 0.25');
    expect(told).toContain(`Comment = ${madeUpCard.release.reason}`);
    expect(told.join()).not.toMatch(/Verdict|probability/);
  });

  it('holds no number for a film outside the scope', () => {
    const told = lines(report({ scope: { status: 'outOfScope', reason: 'modality' } }));
    expect(told).toContain('Scope of the algorithm = Outside scope: no result');
    expect(told.join()).not.toMatch(/score|probability|Verdict/);
  });

  it('says whose film it is, empties what the film lacks, and mends dates of the old form', () => {
    expect(report(ranked(0.25))).toMatchObject({
      PatientName: 'Made^Up',
      PatientID: 'MADE-UP',
      PatientSex: 'F',
      PatientBirthDate: '',
      AccessionNumber: 'A1',
      StudyID: '',
      StudyDate: '20260102',
      StudyInstanceUID: identity.StudyInstanceUID,
      SeriesInstanceUID: '2.25.4',
      InstanceNumber: '3',
      ContentDate: '20261103',
      ContentTime: '090507',
    });
  });

  it('announces UTF-8 where a name needs it, and nothing where it does not', () => {
    expect(report(ranked(0.25))).not.toHaveProperty('SpecificCharacterSet');
    const name = 'Yamada^Tarou=山田^太郎=やまだ^たろう';
    expect(report(ranked(0.25), { PatientName: name })).toMatchObject({
      SpecificCharacterSet: 'ISO_IR 192',
      PatientName: name,
    });
  });

  it('refuses a film that nothing can refer to, and names what it lacks', () => {
    expect(() => report(ranked(0.25), { SOPInstanceUID: '' })).toThrow('SOP Instance UID (0008,0018)');
    expect(() => report(ranked(0.25), { StudyInstanceUID: 'x/../y' })).toThrow('is no UID');
  });
});
