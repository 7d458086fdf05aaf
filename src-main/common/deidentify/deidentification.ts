import * as v from 'valibot';

/** What may stay beside what an image needs, each by an option of PS3.15 annex E.3. */
export const retainable = ['device', 'institution', 'patientCharacteristics', 'descriptors'] as const;
export type Retainable = (typeof retainable)[number];

/** What becomes of dates and times: all go, all move by the same days for one patient, or all stay. */
export const dateChoices = ['removed', 'shifted', 'kept'] as const;

/** What films leave as: files in a folder, the same with a DICOMDIR, or both in a ZIP archive. */
export const dicomForms = ['folder', 'medium', 'zip'] as const;
export type DicomForm = (typeof dicomForms)[number];

const pixels = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));

/** A rectangle of a film that is blackened, in pixels of the stored image from its upper left corner. */
const redactionSchema = v.strictObject({
  left: pixels,
  top: pixels,
  width: v.pipe(pixels, v.minValue(1)),
  height: v.pipe(pixels, v.minValue(1)),
});
export type Redaction = Readonly<v.InferOutput<typeof redactionSchema>>;

/** How films are de-identified: the Basic Profile of PS3.15 annex E with these options. */
export const deidentificationSchema = v.strictObject({
  /** `descriptors` are cleaned and not kept as they are. */
  retained: v.array(v.picklist(retainable)),
  dates: v.picklist(dateChoices),
  /** The same for every frame of every film. */
  redactions: v.pipe(v.array(redactionSchema), v.maxLength(64)),
});

export type Deidentification = Readonly<v.InferOutput<typeof deidentificationSchema>>;

/** What stands for the identities that go: the same for the same one, and not to be told backwards. */
export interface Pseudonyms {
  uid(original: string): string;
  /** Of a patient, by id and issuer; letters, digits and a hyphen. */
  patient(identity: string): string;
  /** Days, from 1 up, by which the dates of a patient go back. */
  days(identity: string): number;
}

/** Codes of CID 7050, for the De-identification Method Code Sequence (0012,0064). */
export function methodCodes({ retained, dates, redactions }: Deidentification): readonly [string, string][] {
  const applied = (code: string, meaning: string, is: boolean): [string, string][] =>
    is ? [[code, meaning]] : [];
  return [
    ['113100', 'Basic Application Confidentiality Profile'],
    ...applied('113101', 'Clean Pixel Data Option', redactions.length > 0),
    ...applied('113105', 'Clean Descriptors Option', retained.includes('descriptors')),
    ...applied('113106', 'Retain Longitudinal Temporal Information Full Dates Option', dates === 'kept'),
    ...applied(
      '113107',
      'Retain Longitudinal Temporal Information Modified Dates Option',
      dates === 'shifted',
    ),
    ...applied(
      '113108',
      'Retain Patient Characteristics Option',
      retained.includes('patientCharacteristics'),
    ),
    ...applied('113109', 'Retain Device Identity Option', retained.includes('device')),
    ...applied('113112', 'Retain Institution Identity Option', retained.includes('institution')),
  ];
}
