import { implementationClassUid } from '../dicom/part-10-start.ts';
import type { AttributeTree } from './attribute-tree.ts';
import { Concept } from './codes.ts';
import { referenceTo } from './composite.ts';
import { codedItem, container, imageItem, textItem, uidItem } from './content-item.ts';
import type { SourceFrame } from './source-identity.ts';

/** The root of TID 1500 (PS3.16) around what a report tells. */
export function imagingMeasurementReport(content: readonly AttributeTree[]): AttributeTree {
  return container(
    null,
    Concept.imagingMeasurementReport,
    [codedItem('HAS CONCEPT MOD', Concept.language, Concept.english), ...content],
    '1500',
  );
}

export interface DeviceObserver {
  readonly uid: string;
  readonly name: string;
}

/** TID 1004. */
export function deviceObserver({ uid, name }: DeviceObserver): readonly AttributeTree[] {
  return [
    codedItem('HAS OBS CONTEXT', Concept.observerType, Concept.device),
    uidItem('HAS OBS CONTEXT', Concept.deviceObserverUid, uid),
    textItem('HAS OBS CONTEXT', Concept.deviceObserverName, name),
    textItem('HAS OBS CONTEXT', Concept.deviceObserverManufacturer, 'Osteon'),
    textItem('HAS OBS CONTEXT', Concept.deviceObserverModelName, name),
  ];
}

/** The viewer itself: who drew with it, the object does not say. */
export function viewerObserver(): readonly AttributeTree[] {
  return deviceObserver({ uid: implementationClassUid, name: 'Osteon' });
}

/** TID 1600, of one image. */
export function imageLibrary(source: SourceFrame): AttributeTree {
  const { Modality } = source.identity;
  const acquired = /^[A-Z]{1,16}$/.test(Modality)
    ? [codedItem('HAS ACQ CONTEXT', Concept.modality, [Modality, 'DCM', Modality])]
    : [];
  const image = imageItem('CONTAINS', referenceTo(source), undefined, acquired);
  return container('CONTAINS', Concept.imageLibrary, [
    container('CONTAINS', Concept.imageLibraryGroup, [image]),
  ]);
}
