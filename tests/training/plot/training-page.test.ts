import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  drawTrainingPage,
  trainingPageFile,
  writeTrainingPage,
} from '../../../training/plot/training-page.ts';

const history = [
  { epoch: 1, size: 224, meanLoss: 0.8, validationAuroc: 0.85, minutes: 3, losses: [0.9, 0.7] },
  { epoch: 2, size: 224, meanLoss: 0.6, validationAuroc: 0.88, minutes: 3, losses: [0.65, 0.55] },
  { epoch: 3, size: 320, meanLoss: 0.5, validationAuroc: 0.91, minutes: 6, losses: [0.52, 0.48] },
];

describe('drawTrainingPage', () => {
  const drawn = drawTrainingPage(history, [0.47]);

  it('shows every epoch and names the sizes they were trained at', () => {
    expect(drawn.match(/<circle/g)).toHaveLength(2 * history.length);
    expect(drawn.match(/>224 × 224</g)).toHaveLength(2);
    expect(drawn).toContain('<td>0.9100</td>');
  });

  it('lets the loss fall downwards and the time run to the right', () => {
    const curve = /class="line-2 thin" d="([^"]+)"/.exec(drawn)![1]!;
    const points = [...curve.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(points).toHaveLength(7);
    for (const [i, [x, y]] of points.entries()) {
      if (i === 0) continue;
      expect(x).toBeGreaterThan(points[i - 1]![0]!);
      expect(y).toBeGreaterThan(points[i - 1]![1]!);
    }
  });

  it('needs nothing from outside', () => {
    expect(drawn).not.toMatch(/https?:|<script|<link|url\(/);
  });

  it('can be drawn before the first epoch is done', () => {
    expect(drawTrainingPage([], [1.2])).toContain('mean of 20 steps');
  });
});

describe('writeTrainingPage', () => {
  it('leaves one page in the folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'osteon-plot-'));
    await writeTrainingPage(folder, history, []);
    expect(await readFile(join(folder, trainingPageFile), 'utf8')).toBe(drawTrainingPage(history, []));
    await rm(folder, { recursive: true });
  });
});
