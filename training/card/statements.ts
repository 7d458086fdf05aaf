import type { ModelCard } from '#common/model/model-card';
import type { Source } from '../fine-tuning/configuration.ts';

/** What a person must know of the model and no program can compute. */
export const statements = {
  schemaVersion: 2,
  name: 'osteon-fracture-mobilenetv2',
  intendedUse:
    'Investigational second look at single plain radiographs of hand and leg in adults. Not for diagnosis: ' +
    'a film that is not flagged does not exclude a fracture.',
  labels: ['fracture'],
  pretrainedWeights: { name: 'MobileNetV2 1.0 224, ImageNet, TensorFlow', licence: 'Apache-2.0' },
  limitations: [
    'It misses fractures and flags sound bones at every threshold.',
    'The heat map was taught where fractures are by boxes of a few hundred films; it may still point elsewhere.',
  ],
} as const;

/** What holds of a data set that a model was judged on. */
export interface DataStatement {
  readonly data: Pick<ModelCard['data'], 'name' | 'citation' | 'doi' | 'licence' | 'knownLeakage'>;
  readonly limitations: readonly string[];
}

const notStated = 'not stated by whoever gave the films';

/** By the first source of a training, which validates and tests it. */
export const dataStatements: Readonly<Record<Source['kind'], DataStatement>> = {
  fracatlas: {
    data: {
      name: 'FracAtlas',
      citation: 'Abedeen et al., FracAtlas, Scientific Data 10, 521 (2023)',
      doi: '10.1038/s41597-023-02432-4',
      licence: 'CC BY 4.0',
      knownLeakage: 'block split by neighbouring numbers lessens but cannot exclude same-patient leakage',
    },
    limitations: [
      'Validation and test films come from one published collection of three hospitals in one country, as 8-bit JPEG of reduced size.',
      'Hand, leg, hip and shoulder only; hip and shoulder have fewer than 20 fractured test films, too few to validate.',
      'Ages are unknown and children are among the films, so nothing is known of children or of any age apart.',
      'Films with orthopaedic hardware are nearly all fractured in the collection; hardware alone may raise the probability.',
      'The scope gate knows the films of these collections: it also refuses some ordinary films of other devices.',
    ],
  },
  'multi-region': {
    data: {
      name: 'Fracture Multi-Region X-ray Data, split by source radiograph',
      citation: 'Fracture Multi-Region X-ray Data, Kaggle',
      doi: 'none',
      licence: 'ODC-By 1.0 for the database; rights of single images unclear',
      knownLeakage: 'copies of one radiograph are kept in one split as far as they were recognised',
    },
    limitations: ['Most films are turned copies of about a hundred radiographs.'],
  },
  kaggle: {
    data: {
      name: 'Fracture Multi-Region X-ray Data, published split',
      citation: 'Fracture Multi-Region X-ray Data, Kaggle',
      doi: 'none',
      licence: 'ODC-By 1.0 for the database; rights of single images unclear',
      knownLeakage: 'nearly every test film is byte for byte in the train split',
    },
    limitations: ['Its figures say nothing of new films: the published split is leaked.'],
  },
  own: {
    data: {
      name: 'Films of the place that trained it',
      citation: notStated,
      doi: 'none',
      licence: notStated,
      knownLeakage:
        'split by patient where the files name one, else by folder or file; not checked by a person',
    },
    limitations: ['Judged on films of one place only, labelled there.'],
  },
};
