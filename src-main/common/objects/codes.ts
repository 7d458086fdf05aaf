import type { Label, ScopeStatus } from '../model/result.ts';
import type { Phrase } from '../words/say.ts';
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
  imageRegion: ['111030', 'DCM', 'Image Region'],
  ofInterest: ['113000', 'DCM', 'Of Interest'],
  keyObjectDescription: ['113012', 'DCM', 'Key Object Description'],
  length: ['410668003', 'SCT', 'Length'],
  distance: ['121206', 'DCM', 'Distance'],
  angle: ['1483009', 'SCT', 'Angle'],
  cobbAngle: ['285285000', 'SCT', 'Cobb angle'],
  area: ['42798000', 'SCT', 'Area'],
  perimeter: ['131191004', 'SCT', 'Perimeter'],
  mean: ['373098007', 'SCT', 'Mean'],
  standardDeviation: ['386136009', 'SCT', 'Standard Deviation'],
  minimum: ['255605001', 'SCT', 'Minimum'],
  maximum: ['56851009', 'SCT', 'Maximum'],
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
  supplement: ['SUPPLEMENT', ownScheme, 'Supplementary angle'],
  value: ['VALUE', ownScheme, 'Modality value of a pixel'],
  pixelCount: ['PIXEL_COUNT', ownScheme, 'Number of pixels in the region'],
  lengthBasis: ['LENGTH_BASIS', ownScheme, 'How lengths are known'],
} as const satisfies Readonly<Record<string, Code>>;

/** What a measured quantity is called, by its name in the window; others have no code of their own. */
export const quantityCodes: Readonly<Partial<Record<Phrase, Code>>> = {
  Length: Concept.length,
  'Distance to the line': Concept.distance,
  Angle: Concept.angle,
  'Cobb angle': Concept.cobbAngle,
  Supplement: OwnConcept.supplement,
  Area: Concept.area,
  Perimeter: Concept.perimeter,
  Value: OwnConcept.value,
};

const units: Readonly<Record<string, Code>> = {
  mm: ['mm', 'UCUM', 'mm'],
  'mm²': ['mm2', 'UCUM', 'mm2'],
  px: ['{pixels}', 'UCUM', 'pixels'],
  'px²': ['{squarepixels}', 'UCUM', 'square pixels'],
  '°': ['deg', 'UCUM', 'deg'],
  HU: ["[hnsf'U]", 'UCUM', 'Hounsfield unit'],
};

/** The unit of a quantity in UCUM; modality values in a unit that it does not have are numbers without one. */
export function unitCode(unit: string): Code {
  return units[unit] ?? Concept.noUnits;
}

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
