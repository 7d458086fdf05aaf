import { withCharacterSet, type AttributeTree } from './attribute-tree.ts';
import { codeItem, Concept } from './codes.ts';
import {
  compositeModules,
  localDateTime,
  objectKinds,
  present,
  referenceTo,
  type Making,
} from './composite.ts';
import type { RgbPicture } from './lettering.ts';
import type { SourceFrame } from './source-identity.ts';

/**
 * A Secondary Capture image (PS3.3 A.8.1) of a picture made of a film, which it names as its source.
 *
 * @throws AppError `missing-attribute` or `invalid-attribute` where the film has no UIDs.
 */
export function secondaryCapture(source: SourceFrame, picture: RgbPicture, making: Making): AttributeTree {
  const { identity } = source;
  const { date, time } = localDateTime(making.at);
  return withCharacterSet({
    ...compositeModules(identity, objectKinds.secondaryCapture, making),
    Laterality: identity.Laterality || identity.ImageLaterality,
    ConversionType: 'WSD',
    ImageType: ['DERIVED', 'SECONDARY'],
    ContentDate: date,
    ContentTime: time,
    DateOfSecondaryCapture: date,
    TimeOfSecondaryCapture: time,
    PatientOrientation: identity.PatientOrientation.split('\\'),
    DerivationDescription: 'Reduced copy with a heat map of the model and its words; not for measuring.',
    SourceImageSequence: [
      { ...referenceTo(source), PurposeOfReferenceCodeSequence: [codeItem(Concept.processedImage)] },
    ],
    // Words were burned in that name nobody; what the film itself shows is as it was.
    ...present({
      BurnedInAnnotation: identity.BurnedInAnnotation,
      LossyImageCompression: identity.LossyImageCompression,
      LossyImageCompressionRatio: identity.LossyImageCompressionRatio,
      LossyImageCompressionMethod: identity.LossyImageCompressionMethod,
    }),
    SamplesPerPixel: 3,
    PhotometricInterpretation: 'RGB',
    PlanarConfiguration: 0,
    Rows: picture.rows,
    Columns: picture.columns,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    PixelData: picture.rgb,
  });
}
