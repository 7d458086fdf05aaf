import { join } from 'node:path';
import { hostileFiles } from './hostile-files.ts';
import { Trial } from './trial.ts';

/** Four times what `npm run fuzz` allows: the machine that runs this may be slow and busy. */
const milliseconds = 20_000;

describe('a file made to do harm', () => {
  const trial = new Trial(join(__dirname, 'targets/decode-target.ts'), {
    milliseconds,
    peakBytes: 2 ** 30,
  });
  afterAll(() => trial.close());

  it.each(hostileFiles.map(({ name, ...file }) => [name, file] as const))(
    'ends soon, in 1 GiB, by its name: %s',
    async (_, { bytes, ends }) => {
      const { finding, outcome } = await trial.run(bytes());
      expect({ finding, outcome }).toEqual({
        finding: null,
        outcome: ends.find((end) => end === outcome) ?? ends,
      });
    },
    60_000,
  );
});
