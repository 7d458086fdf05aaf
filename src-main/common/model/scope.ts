import type { ImageAttributes, ImageDescription } from '../dicom/image-description.ts';
import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { isGreyscale } from '../imaging/grey.ts';
import { bodyPartOf, type BodyPart } from './body-part.ts';
import type { ModelCard } from './model-card.ts';
import { patientAgeInYears } from './patient-age.ts';
import { pixelQuality } from './pixel-quality.ts';
import type { Scope, ScopeReason } from './result.ts';

type Regions = ModelCard['regions'];

const out = (reason: ScopeReason): Scope => ({ status: 'outOfScope', reason });
const unknown = (reason: ScopeReason): Scope => ({ status: 'unknown', reason });

/** Fractures in the test set below which a region's figures say too little. */
const fracturesNeeded = 20;
const adultAge = 18;
/** The smallest of 3,681 films of FracAtlas measures 181 pixels on its short side; nothing below was tested. */
const shortestSide = 180;
/** Those films hold 161 different values or more, and at most 56 % of their pixels at one end of the range. */
const fewestValues = 32;
const mostSaturated = 0.95;

const projectionModalities = new Set(['CR', 'DX', 'RG', 'RF']);
const captureModalities = new Set(['OT', 'SC']);
const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';
const digitalXRayForProcessing = '1.2.840.10008.5.1.4.1.1.1.1.1';
/** Computed Radiography, Digital X-Ray for presentation and for processing, X-Ray Radiofluoroscopic. */
const projectionClasses = new Set([
  '1.2.840.10008.5.1.4.1.1.1',
  '1.2.840.10008.5.1.4.1.1.1.1',
  digitalXRayForProcessing,
  '1.2.840.10008.5.1.4.1.1.12.2',
]);
/** View Position (0018,5101) of breasts, and of a chest or abdomen lying on its side. */
const foreignViews = new Set(['CC', 'MLO', 'LMO', 'XCC', 'XCCL', 'XCCM', 'SIO', 'ISO', 'CV', 'LLD', 'RLD']);
/** FracAtlas has frontal, lateral and oblique films only. */
const unvalidatedViews = new Set(['AXIAL', 'SKYLINE', 'SUNRISE', 'MERCHANT', 'TANGENTIAL']);

/**
 * Whether the classifier may speak on an image, by what its header says. What is certainly not a limb
 * radiograph is out of scope and gets no number; what the test set cannot vouch for is unknown.
 * An absent age counts as unknown: children's growth plates look like fractures.
 */
export function scopeByTags(description: ImageDescription, regions: Regions): Scope {
  const { attributes, pixels } = description;
  const part = examinedPart(attributes);
  return (
    refusalByOrigin(attributes) ??
    (pixels.numberOfFrames > 1 ? out('multi-frame') : null) ??
    (part?.kind === 'outside' ? out('body-part') : null) ??
    (foreignViews.has(word(attributes.viewPosition)) ? out('view') : null) ??
    (Math.min(pixels.rows, pixels.columns) < shortestSide ? out('image-quality') : null) ??
    (attributes.synthetic ? unknown('synthetic-film') : null) ??
    doubt(attributes, part, regions) ?? { status: 'inScope', reason: 'validated' }
  );
}

/**
 * Narrows the scope by the pixels: colour photographs, and films with nothing to see on them, get no number
 * whatever their header says.
 */
export function scopeByPixels(frame: DecodedFrame, tags: Scope): Scope {
  if (tags.status === 'outOfScope') return tags;
  if (!isGreyscale(frame)) return out('colour-image');
  const { distinctValues, saturatedShare } = pixelQuality(frame);
  return distinctValues < fewestValues || saturatedShare > mostSaturated ? out('image-quality') : tags;
}

/**
 * Narrows the scope by what the network made of the pixels: an image whose features lie further from those of
 * the training films than the card's threshold gets no number. A film that Osteon itself rendered is left
 * alone: it resembles none, and is shown with the words that its number means nothing.
 */
export function scopeByFeatures(
  featureDistance: number,
  { threshold }: Pick<ModelCard['scopeDistance'], 'threshold'>,
  scope: Scope,
): Scope {
  if (scope.status === 'outOfScope' || scope.reason === 'synthetic-film') return scope;
  return featureDistance <= threshold ? scope : out('unlike-training-films');
}

function refusalByOrigin(attributes: ImageAttributes): Scope | null {
  const modality = word(attributes.modality);
  const sopClass = attributes.sopClassUid ?? '';
  if (modality !== '' && !projectionModalities.has(modality))
    return out(captureModalities.has(modality) ? 'secondary-capture' : 'modality');
  if (sopClass === secondaryCapture || sopClass.startsWith(`${secondaryCapture}.`))
    return out('secondary-capture');
  // Conversion Type (0008,0064) belongs to secondary captures alone (PS3.3 C.8.6.1).
  if (attributes.conversionType !== null) return out('secondary-capture');
  if (sopClass !== '' && !projectionClasses.has(sopClass)) return out('modality');
  if (word(attributes.presentationIntentType) === 'FOR PROCESSING' || sopClass === digitalXRayForProcessing)
    return out('for-processing');
  return null;
}

/**
 * Body Part Examined where it names a part; else, as for `EXTREMITY`, the texts from special to general. A
 * part outside reach counts in whichever of them it stands: the others may be left over from another exposure.
 */
function examinedPart(attributes: ImageAttributes): BodyPart | null {
  const { bodyPartExamined, protocolName, seriesDescription, studyDescription } = attributes;
  const parts = [bodyPartExamined, protocolName, seriesDescription, studyDescription].map(bodyPartOf);
  return parts.find((part) => part?.kind === 'outside') ?? parts.find((part) => part !== null) ?? null;
}

function doubt(attributes: ImageAttributes, part: BodyPart | null, regions: Regions): Scope | null {
  const age = patientAgeInYears(attributes);
  if (attributes.modality === null && attributes.sopClassUid === null) return unknown('no-tags');
  if (age !== null && age < adultAge) return unknown('under-18');
  if (part === null) return unknown('body-part-unknown');
  const tested = part.kind === 'region' ? regions[part.region] : undefined;
  if ((tested?.testFractured ?? 0) < fracturesNeeded) return unknown('region-not-validated');
  if (age === null) return unknown('age-unknown');
  return unvalidatedViews.has(word(attributes.viewPosition)) ? unknown('view') : null;
}

function word(text: string | null): string {
  return (text ?? '').trim().toUpperCase();
}
