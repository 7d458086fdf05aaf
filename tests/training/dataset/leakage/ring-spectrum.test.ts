import {
  likeness,
  likenessBound,
  moduli,
  ringSpectrum,
} from '../../../../training/dataset/leakage/ring-spectrum.ts';
import { alignedCorrelation } from '../../../../training/dataset/leakage/align.ts';
import { madeUpLimb, mirrored, turned } from '../../../support/planted-copies.ts';

const film = madeUpLimb(1, 64, 50);
const square = { rows: 64, columns: 64 };
const spectrum = ringSpectrum(film)!;
const degrees = (radians: number): number => ((radians * 180) / Math.PI + 720) % 360;

describe('ringSpectrum', () => {
  it('keeps its moduli when a film is turned or mirrored', () => {
    for (const copy of [turned(film, 41, square), mirrored(film)])
      expect(likenessBound(moduli(spectrum), moduli(ringSpectrum(copy)!))).toBeGreaterThan(0.95);
  });

  it('has none for a film without structure', () => {
    expect(ringSpectrum({ ...square, pixels: new Uint8Array(64 * 64) })).toBeNull();
  });

  it('sees a film that lies smaller on its canvas as it was, told by how much', () => {
    const smaller = turned(film, 0, { ...square, scale: 1 / 1.25 });
    expect(likeness(spectrum, ringSpectrum(smaller, 1.25)!).value).toBeGreaterThan(0.9);
    expect(likeness(spectrum, ringSpectrum(smaller)!).value).toBeLessThan(0.85);
  });
});

describe('likeness', () => {
  it('finds by how much a film was turned, and whether it was mirrored', () => {
    const byAngle = likeness(ringSpectrum(turned(film, 41, square))!, spectrum);
    expect(byAngle.mirrored).toBe(false);
    expect(Math.abs(degrees(byAngle.angle) - 41)).toBeLessThanOrEqual(3);
    expect(likeness(ringSpectrum(mirrored(film))!, spectrum).mirrored).toBe(true);
  });

  it('is never more than its bound', () => {
    const spectra = Array.from({ length: 3 }, (_, seed) => ringSpectrum(madeUpLimb(seed, 64, 50))!);
    for (const a of spectra)
      for (const b of spectra)
        expect(likeness(a, b).value).toBeLessThanOrEqual(likenessBound(moduli(a), moduli(b)) + 1e-6);
  });
});

describe('alignedCorrelation', () => {
  it('is near 1 for a turned copy in its pose, and far from it for another film or another pose', () => {
    const copy = turned(film, 41, square);
    const pose = likeness(spectrum, ringSpectrum(copy)!);
    expect(alignedCorrelation(film, copy, pose, 1)).toBeGreaterThan(0.8);
    expect(alignedCorrelation(film, copy, { ...pose, mirrored: !pose.mirrored }, 1)).toBeLessThan(0.6);
    expect(alignedCorrelation(film, madeUpLimb(2, 64, 50), { angle: 0, mirrored: false }, 1)).toBeLessThan(
      0.6,
    );
  });
});
