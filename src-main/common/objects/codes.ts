import type { Label, ScopeStatus } from '../model/result.ts';
import type { AttributeTree } from './attribute-tree.ts';

/** A coded concept (PS3.3 table 8.8-1): value, scheme and meaning. */
export type Code = readonly [value: string, scheme: string, meaning: string];

/** An item of a code sequence. */
export function codeItem([value, scheme, meaning]: Code): AttributeTree {
  return { CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning };
}

const ownScheme = '99OSTEON';

/** Concepts of the standard's templates, under the names that PS3.16 gives them. */
export const Concept = {
  imagingMeasurementReport: ['126000', 'DCM', 'Imaging Measurement Report'],
  language: ['121049', 'DCM', 'Language of Content Item and Descendants'],
  english: ['en', 'RFC5646', 'English'],
  observerType: ['121005', 'DCM', 'Observer Type'],
  device: ['121007', 'DCM', 'Device'],
  deviceObserverUid: ['121012', 'DCM', 'Device Observer UID'],
  deviceObserverName: ['121013', 'DCM', 'Device Observer Name'],
  deviceObserverManufacturer: ['121014', 'DCM', 'Device Observer Manufacturer'],
  deviceObserverModelName: ['121015', 'DCM', 'Device Observer Model Name'],
  procedureReported: ['121058', 'DCM', 'Procedure reported'],
  radiographicImaging: ['363680008', 'SCT', 'Radiographic imaging procedure'],
  imageLibrary: ['111028', 'DCM', 'Image Library'],
  imageLibraryGroup: ['126200', 'DCM', 'Image Library Group'],
  modality: ['121139', 'DCM', 'Modality'],
  imagingMeasurements: ['126010', 'DCM', 'Imaging Measurements'],
  measurementGroup: ['125007', 'DCM', 'Measurement Group'],
  trackingIdentifier: ['112039', 'DCM', 'Tracking Identifier'],
  trackingUniqueIdentifier: ['112040', 'DCM', 'Tracking Unique Identifier'],
  algorithmName: ['111001', 'DCM', 'Algorithm Name'],
  algorithmParameters: ['111002', 'DCM', 'Algorithm Parameters'],
  algorithmVersion: ['111003', 'DCM', 'Algorithm Version'],
  sourceOfMeasurement: ['121112', 'DCM', 'Source of Measurement'],
  processedImage: ['121322', 'DCM', 'Source image for image processing operation'],
  comment: ['121106', 'DCM', 'Comment'],
  noUnits: ['1', 'UCUM', 'no units'],
} as const satisfies Readonly<Record<string, Code>>;

/**
 * Osteon's own concepts. No code of a public scheme says what these say: that of a fracture would read elsewhere
 * as a finding, where there is a number of an algorithm only.
 */
export const OwnConcept = {
  rankingScore: ['RANKING_SCORE', ownScheme, 'Ranking score, orders films only'],
  probability: ['PROBABILITY', ownScheme, 'Calibrated probability of a fracture'],
  verdict: ['VERDICT', ownScheme, 'Verdict of the algorithm'],
  operatingPoint: ['OPERATING_POINT', ownScheme, 'Operating point that decided the verdict'],
  sensitivePoint: ['SENSITIVE', ownScheme, 'Sensitive operating point'],
  specificPoint: ['SPECIFIC', ownScheme, 'Specific operating point'],
  scope: ['SCOPE', ownScheme, 'Scope of the algorithm'],
  scopeReason: ['SCOPE_REASON', ownScheme, 'Reason of the scope'],
} as const satisfies Readonly<Record<string, Code>>;

export const verdictCodes: Readonly<Record<Label, Code>> = {
  suspected: ['SUSPECTED', ownScheme, 'Fracture suspected'],
  doubtful: ['DOUBTFUL', ownScheme, 'Doubtful'],
  notFlagged: ['NOT_FLAGGED', ownScheme, 'Not flagged: does not exclude a fracture'],
};

export const scopeCodes: Readonly<Record<ScopeStatus, Code>> = {
  inScope: ['IN_SCOPE', ownScheme, 'Within scope'],
  unknown: ['NOT_VALIDATED', ownScheme, 'Not validated for this image'],
  outOfScope: ['OUT_OF_SCOPE', ownScheme, 'Outside scope: no result'],
};

/** The items of a Coding Scheme Identification Sequence (0008,0110), due where a scheme is private. */
export const ownCodingScheme: readonly AttributeTree[] = [
  {
    CodingSchemeDesignator: ownScheme,
    CodingSchemeName: 'Private concepts of Osteon',
    CodingSchemeResponsibleOrganization: 'Osteon',
  },
];
