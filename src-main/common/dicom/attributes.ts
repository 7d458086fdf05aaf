import type { ImageAttributes } from './image-description.ts';
import type { DataSet } from './parse.ts';
import { Tag } from './tags.ts';

/** The attributes that are one tag's text, by the name they share. */
const ownNames = [
  'patientId',
  'issuerOfPatientId',
  'patientName',
  'patientBirthDate',
  'patientSex',
  'patientAge',
  'studyInstanceUid',
  'studyDate',
  'studyTime',
  'studyDescription',
  'accessionNumber',
  'institutionName',
  'seriesInstanceUid',
  'seriesNumber',
  'seriesDescription',
  'modality',
  'bodyPartExamined',
  'viewPosition',
  'patientOrientation',
  'protocolName',
  'manufacturer',
  'kvp',
  'exposure',
  'sopClassUid',
  'sopInstanceUid',
  'instanceNumber',
  'acquisitionDate',
  'imageType',
  'presentationIntentType',
  'conversionType',
  'burnedInAnnotation',
] as const satisfies readonly (keyof ImageAttributes & keyof typeof Tag)[];

type OwnAttributes = Pick<ImageAttributes, (typeof ownNames)[number]>;

/** Reads the attributes of a data set's top level. */
export function readAttributes(dataSet: DataSet): ImageAttributes {
  const texts = attributesBy((name) => dataSet.text(Tag[name]));
  return {
    ...texts,
    imageLaterality: dataSet.text(Tag.imageLaterality) ?? dataSet.text(Tag.laterality),
    synthetic: texts.imageType?.split('\\')[2] === 'SYNTHETIC',
  };
}

/** The attributes of a file that carries none. */
export const noAttributes: ImageAttributes = {
  ...attributesBy(() => null),
  imageLaterality: null,
  synthetic: false,
};

function attributesBy(read: (name: (typeof ownNames)[number]) => string | null): OwnAttributes {
  return Object.fromEntries(ownNames.map((name) => [name, read(name)])) as unknown as OwnAttributes;
}
