import { createHash } from 'node:crypto';
import { writeDicom, type Attributes } from '../write-dicom.ts';
import type { Fracture } from './long-bone.ts';
import { renderFilm, type Film } from './render.ts';

/** One film of the sample study: its file name, and whether its bone is broken. */
interface Sample {
  readonly fileName: string;
  readonly description: string;
  readonly instanceNumber: number;
  readonly seed: number;
  readonly fracture: Fracture | null;
}

const samples: readonly Sample[] = [
  {
    fileName: 'phantom-intact.dcm',
    description: 'Synthetic, intact',
    instanceNumber: 1,
    seed: 11,
    fracture: null,
  },
  {
    fileName: 'phantom-fracture.dcm',
    description: 'Synthetic, fracture line',
    instanceNumber: 2,
    seed: 12,
    fracture: { level: 128, slope: 0.55, gap: 1.3, shift: 2.4, tilt: 0.03 },
  },
];

/** Millimetres at the detector. */
const pixelSpacing = 0.25;

const digitalXRayForPresentation = '1.2.840.10008.5.1.4.1.1.1.1';

/** Renders the study that *Sample study* opens, file by file; the same bytes every time. */
export function* renderSampleStudy(): Generator<{ readonly fileName: string; readonly bytes: Uint8Array }> {
  for (const sample of samples) {
    const film = renderFilm(sample.fracture, sample.seed, pixelSpacing);
    yield { fileName: sample.fileName, bytes: writeDicom(describe(sample, film), film.storedValues) };
  }
}

function describe(sample: Sample, film: Film): Attributes {
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    ImageType: ['DERIVED', 'PRIMARY', 'SYNTHETIC'],
    SOPClassUID: digitalXRayForPresentation,
    SOPInstanceUID: uid(sample.fileName),
    StudyInstanceUID: uid('study'),
    SeriesInstanceUID: uid('series'),
    StudyDate: '20260101',
    StudyTime: '120000',
    AccessionNumber: '',
    StudyID: '',
    Modality: 'DX',
    PresentationIntentType: 'FOR PRESENTATION',
    Manufacturer: 'Osteon',
    ReferringPhysicianName: '',
    StudyDescription: 'Synthetic lower leg, not a patient',
    SeriesDescription: sample.description,
    SeriesNumber: 1,
    InstanceNumber: sample.instanceNumber,
    PatientName: 'Synthetic^Phantom',
    PatientID: 'SYNTHETIC',
    PatientBirthDate: '',
    PatientSex: 'O',
    BodyPartExamined: 'LEG',
    AnatomicRegionSequence: [
      { CodeValue: '30021000', CodingSchemeDesignator: 'SCT', CodeMeaning: 'Lower leg' },
    ],
    AcquisitionContextSequence: [],
    DetectorType: '',
    PositionerType: '',
    ViewPosition: 'AP',
    ImageLaterality: 'L',
    PatientOrientation: ['L', 'F'],
    ImageComments: 'Rendered by Osteon from a geometric phantom. No patient was exposed.',
    BurnedInAnnotation: 'NO',
    LossyImageCompression: '00',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: film.rows,
    Columns: film.columns,
    ImagerPixelSpacing: [film.pixelSpacing, film.pixelSpacing],
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    RescaleIntercept: 0,
    RescaleSlope: 1,
    RescaleType: 'US',
    PixelIntensityRelationship: 'LOG',
    PixelIntensityRelationshipSign: -1,
    WindowCenter: 2250,
    WindowWidth: 3100,
    PresentationLUTShape: 'IDENTITY',
  };
}

/** A UUID-derived UID (PS3.5 section B.2) that is the same for the same name. */
function uid(name: string): string {
  const digest = createHash('sha256').update(`osteon sample study ${name}`).digest('hex').slice(0, 32);
  return `2.25.${BigInt(`0x${digest}`)}`;
}
