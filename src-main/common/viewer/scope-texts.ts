import type { ScopeReason, ScopeStatus } from '../model/result.ts';
import type { Phrase } from '../words/say.ts';

/** Why the scope gate decided as it did, as a sentence for people. */
export const scopeTexts: Readonly<Record<ScopeReason, Phrase>> = {
  validated: 'This region was tested with enough fractures.',
  'no-tags': 'The file says nothing of body part, view or age.',
  'region-not-validated': 'The test set holds fewer than 20 fractures of this region.',
  'body-part-unknown': 'The file does not say which body part this is.',
  'under-18': 'The patient is under 18: the model was not tested on growing bone.',
  'age-unknown': 'The file does not say how old the patient is.',
  'synthetic-film': 'Demonstration on a synthetic film, the number means nothing.',
  modality: 'This is not a plain radiograph.',
  'body-part': 'The model was not made for this body part.',
  view: 'The model was not made for this view.',
  'for-processing': 'This is a raw FOR PROCESSING image. Open its FOR PRESENTATION twin.',
  'secondary-capture': 'This is a secondary capture, not the radiograph itself.',
  'multi-frame': 'This image is one of several frames.',
  'colour-image': 'This is a colour image, not a radiograph.',
  'image-quality': 'The image is too small, too flat or too saturated to judge.',
  'unlike-training-films': 'This image does not resemble the films that the model was trained on.',
};

/** The heading above the reason. */
export const scopeHeadings: Readonly<Record<ScopeStatus, Phrase>> = {
  inScope: 'within scope',
  unknown: 'not validated for this image',
  outOfScope: 'outside scope: no result',
};

/** Stands wherever a film that Osteon itself rendered is shown. */
export const syntheticNotice = 'demonstration on a synthetic film, the number means nothing' satisfies Phrase;
