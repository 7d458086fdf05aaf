/** What a person must know of the model and no program can compute. */
export const statements = {
  schemaVersion: 1,
  name: 'osteon-fracture-mobilenetv2',
  intendedUse:
    'Investigational second look at single plain radiographs of hand and leg in adults. Not for diagnosis: ' +
    'a film that is not flagged does not exclude a fracture.',
  limitations: [
    'It misses fractures and flags sound bones at every threshold.',
    'All films come from one published collection of three hospitals in one country, as 8-bit JPEG of reduced size.',
    'Hand, leg, hip and shoulder only; hip and shoulder have fewer than 20 fractured test films, too few to validate.',
    'Ages are unknown and children are among the films, so nothing is known of children or of any age apart.',
    'Films with orthopaedic hardware are nearly all fractured in the collection; hardware alone may raise the probability.',
  ],
  labels: ['fracture'],
  data: {
    name: 'FracAtlas',
    citation: 'Abedeen et al., FracAtlas, Scientific Data 10, 521 (2023)',
    doi: '10.1038/s41597-023-02432-4',
    licence: 'CC BY 4.0',
    knownLeakage: 'block split by neighbouring numbers lessens but cannot exclude same-patient leakage',
  },
  pretrainedWeights: { name: 'MobileNetV2 1.0 224, ImageNet, TensorFlow', licence: 'Apache-2.0' },
} as const;

/** What holds for one way of training only. */
export const trainingStatements = {
  frozen: {
    trained: 'linear head only; the backbone is frozen',
    limitations: [
      'The backbone was trained on photographs (ImageNet) and is frozen; only a linear head has seen radiographs.',
      'The heat map shows what raised the number. It was not taught where fractures are.',
    ],
  },
  fineTuned: {
    limitations: [
      'The heat map was taught where fractures are by boxes of a few hundred films; it may still point elsewhere.',
    ],
  },
} as const;
