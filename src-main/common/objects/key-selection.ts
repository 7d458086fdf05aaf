import { AppError } from '../errors.ts';
import { withCharacterSet, type AttributeTree } from './attribute-tree.ts';
import { Concept } from './codes.ts';
import { compositeModules, objectKinds, referenceTo, type Making } from './composite.ts';
import { codedItem, container, imageItem, textItem } from './content-item.ts';
import { keyObjectModule } from './document.ts';
import { requireReferable, type SourceFrame } from './source-identity.ts';

/**
 * A Key Object Selection (PS3.3 A.35.4) of starred frames by TID 2010: which images of a study show what matters.
 *
 * @param sources of one study and one person; the first lends its identity
 * @throws AppError `not-referable` where an image has no UIDs, or is of another study than the first
 */
export function keySelection(
  sources: readonly SourceFrame[],
  description: string,
  making: Making,
): AttributeTree {
  const [first] = sources;
  if (first === undefined) throw new AppError('not-referable', 'No image is starred.');
  for (const { identity } of sources) {
    requireReferable(identity);
    const isSame =
      identity.StudyInstanceUID === first.identity.StudyInstanceUID &&
      identity.PatientID === first.identity.PatientID;
    if (!isSame) throw new AppError('not-referable', 'The key images are of more than one study.');
  }
  return withCharacterSet({
    ...compositeModules(first.identity, objectKinds.keySelection, making),
    ...keyObjectModule(sources, making),
    ...container(
      null,
      Concept.ofInterest,
      [
        codedItem('HAS CONCEPT MOD', Concept.language, Concept.english),
        ...(description === '' ? [] : [textItem('CONTAINS', Concept.keyObjectDescription, description)]),
        ...sources.map((source) => imageItem('CONTAINS', referenceTo(source))),
      ],
      '2010',
    ),
  });
}
