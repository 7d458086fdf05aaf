import { noBatch, type BatchState } from '#common/contract/batch';
import { batchText, durationText } from '#common/viewer/batch-texts';

const scan: BatchState = {
  ...noBatch,
  folder: 'night',
  report: 'results.csv',
  progress: {
    ...{ state: 'running', filesDone: 30, filesTotal: 400, films: 28, failed: 1, unwanted: 0 },
    ...{ filmsPerSecond: 24.14, secondsLeft: 200 },
  },
};

describe('batchText', () => {
  it.each([
    ['idle', ''],
    ['starting', 'Scan of night: starting'],
    ['running', 'Scan of night: 30 of 400 files, 28 films, 1 failed, 24.1 films/s, 3 min left'],
    ['paused', 'Scan of night, paused: 28 films, 1 failed'],
    ['diskFull', 'Scan of night, paused: the disk is full. Free some room, then go on; nothing is lost.'],
    ['finished', 'Scan of night finished: 28 films, 1 failed, in results.csv'],
    ['stopped', 'Scan of night stopped: 28 films, 1 failed'],
  ] as const)('says of a batch that is %s: %s', (phase, text) => {
    expect(batchText({ ...scan, phase })).toBe(text);
  });

  it('tells why a batch failed', () => {
    const error = { code: 'scan-unfinished', message: '' } as const;
    expect(batchText({ ...scan, phase: 'failed', error })).toContain(
      'An earlier scan into this report is unfinished',
    );
  });
});

describe('durationText', () => {
  it('says seconds, minutes or hours', () => {
    expect([12.4, 61, 3700].map(durationText)).toEqual(['12 s', '1 min', '1 h 1 min']);
  });
});
