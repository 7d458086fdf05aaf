import type { AttributeTree } from './attribute-tree.ts';
import {
  requireReferable,
  requireReferableFrame,
  type SourceFrame,
  type SourceIdentity,
} from './source-identity.ts';

/** What an object is made with, beside what it tells. */
export interface Making {
  /** A new one at every call (PS3.5 clause 9). */
  readonly newUid: () => string;
  /** Of the series that the object joins. */
  readonly seriesInstanceUid: string;
  /** Counted from 1 within that series. */
  readonly instanceNumber: number;
  /** Written as local time. */
  readonly at: Date;
  readonly softwareVersion: string;
}

/** What the series of each kind of object is called. */
export interface ObjectKind {
  readonly sopClassUid: string;
  readonly modality: string;
  readonly seriesNumber: number;
  readonly seriesDescription: string;
}

export const objectKinds = {
  structuredReport: {
    sopClassUid: '1.2.840.10008.5.1.4.1.1.88.33',
    modality: 'SR',
    seriesNumber: 9001,
    seriesDescription: 'AI result, investigational',
  },
  secondaryCapture: {
    sopClassUid: '1.2.840.10008.5.1.4.1.1.7',
    modality: 'OT',
    seriesNumber: 9002,
    seriesDescription: 'AI, investigational, copies with heat map',
  },
  presentationState: {
    sopClassUid: '1.2.840.10008.5.1.4.1.1.11.1',
    modality: 'PR',
    seriesNumber: 9003,
    seriesDescription: 'Display as read',
  },
  measurements: {
    sopClassUid: '1.2.840.10008.5.1.4.1.1.88.33',
    modality: 'SR',
    seriesNumber: 9004,
    seriesDescription: 'Measurements as read',
  },
  keySelection: {
    sopClassUid: '1.2.840.10008.5.1.4.1.1.88.59',
    modality: 'KO',
    seriesNumber: 9005,
    seriesDescription: 'Key images',
  },
} as const satisfies Readonly<Record<string, ObjectKind>>;

/**
 * The modules that all objects share: Patient, General Study, General Series, General Equipment and SOP Common
 * (PS3.3 C.7.1.1, C.7.2.1, C.7.3.1, C.7.5.1, C.12.1). Attributes of type 2 that the source lacks are empty.
 *
 * @throws AppError `missing-attribute` or `invalid-attribute` where the source has no UIDs.
 */
export function compositeModules(identity: SourceIdentity, kind: ObjectKind, making: Making): AttributeTree {
  requireReferable(identity);
  const { date, time } = localDateTime(making.at);
  return {
    SOPClassUID: kind.sopClassUid,
    SOPInstanceUID: making.newUid(),
    InstanceCreationDate: date,
    InstanceCreationTime: time,
    ...patientAndStudy(identity),
    Modality: kind.modality,
    SeriesInstanceUID: making.seriesInstanceUid,
    SeriesNumber: String(kind.seriesNumber),
    SeriesDescription: kind.seriesDescription,
    SeriesDate: date,
    SeriesTime: time,
    Manufacturer: 'Osteon',
    ManufacturerModelName: 'Osteon',
    DeviceSerialNumber: 'none',
    SoftwareVersions: making.softwareVersion,
    InstanceNumber: String(making.instanceNumber),
  };
}

function patientAndStudy(identity: SourceIdentity): AttributeTree {
  const { PatientName, PatientID, PatientBirthDate, PatientSex } = identity;
  const { StudyInstanceUID, StudyDate, StudyTime, ReferringPhysicianName, StudyID, AccessionNumber } =
    identity;
  const { IssuerOfPatientID, PatientAge, StudyDescription } = identity;
  return {
    ...{ PatientName, PatientID, PatientBirthDate, PatientSex },
    ...{ StudyInstanceUID, StudyDate, StudyTime, ReferringPhysicianName, StudyID, AccessionNumber },
    ...present({ IssuerOfPatientID, PatientAge, StudyDescription }),
  };
}

/** Without the attributes that have no value: of type 3, they are better absent. */
export function present(attributes: Readonly<Record<string, string>>): AttributeTree {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
}

/**
 * An item of a Referenced SOP Sequence; the frame is named where there are several (PS3.3 table 10-3).
 *
 * @throws AppError `not-referable` as `requireReferableFrame` does
 */
export function referenceTo(source: SourceFrame): AttributeTree {
  requireReferableFrame(source);
  const { identity, frame } = source;
  return {
    ReferencedSOPClassUID: identity.SOPClassUID,
    ReferencedSOPInstanceUID: identity.SOPInstanceUID,
    ...(identity.numberOfFrames > 1 ? { ReferencedFrameNumber: String(frame + 1) } : {}),
  };
}

/** The items of a Current Requested Procedure Evidence Sequence (0040,A375): instances by study and series. */
export function evidenceOf(sources: readonly SourceFrame[]): readonly AttributeTree[] {
  return grouped(sources, ({ identity }) => identity.StudyInstanceUID).map(([study, ofStudy]) => ({
    ReferencedSeriesSequence: grouped(ofStudy, ({ identity }) => identity.SeriesInstanceUID).map(
      ([series, ofSeries]) => ({
        ReferencedSOPSequence: grouped(ofSeries, ({ identity }) => identity.SOPInstanceUID).map(
          ([instance, [first]]) => ({
            ReferencedSOPClassUID: first!.identity.SOPClassUID,
            ReferencedSOPInstanceUID: instance,
          }),
        ),
        SeriesInstanceUID: series,
      }),
    ),
    StudyInstanceUID: study,
  }));
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly [string, T[]])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups];
}

/** A moment as DA and TM (PS3.5 table 6.2-1), in local time. */
export function localDateTime(at: Date): { readonly date: string; readonly time: string } {
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    date: `${String(at.getFullYear()).padStart(4, '0')}${two(at.getMonth() + 1)}${two(at.getDate())}`,
    time: `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`,
  };
}
