import type { Radiograph } from '../../training/dataset/fracatlas.ts';

/** A film of a made-up data set; no file stands behind it. */
export function radiograph(file: string, changes: Partial<Radiograph> = {}): Radiograph {
  return {
    file,
    path: `nowhere/${file}`,
    fractured: false,
    source: 'fracatlas',
    group: String(changes.block ?? 0),
    samplingGroup: file,
    split: 'test',
    block: 0,
    bodyParts: ['HAND'],
    boxes: [],
    hardware: false,
    views: ['frontal'],
    ...changes,
  };
}
