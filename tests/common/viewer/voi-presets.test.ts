import { defaultVoi } from '#common/imaging/default-voi';
import { windowVoi } from '#common/imaging/voi';
import { nextPreset, presetOf, voiLine, voiPresets } from '#common/viewer/voi-presets';
import { frameOf } from '../../support/synthetic-frame.ts';

const lut = (explanation: string | null) => ({
  firstMapped: 0,
  entries: Uint16Array.of(0, 255),
  bitsPerEntry: 8,
  explanation,
});
const ramp = Uint16Array.from({ length: 1001 }, (_, i) => i);
const frame = frameOf(1, 1001, ramp, {
  windows: [
    { center: 40, width: 400, explanation: 'BONE' },
    { center: 50, width: 500, explanation: 'BONE' },
    { center: 40, width: 400, explanation: 'SAME AGAIN' },
  ],
  voiLuts: [lut(null), lut('HARD')],
  voiLutFunction: 'SIGMOID',
});
const presets = voiPresets(frame);

describe('voiPresets', () => {
  it('offers windows, tables and the automatic window, no two alike', () => {
    expect(presets.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
      'BONE: C 40 W 400',
      'BONE (2): C 50 W 500',
      'LUT 1: VOI LUT 1',
      'HARD: VOI LUT 2',
      'Automatic: C 500.5 W 991',
    ]);
  });

  it.each([
    ['windows', frame],
    ['tables only', frameOf(1, 1001, ramp, { voiLuts: [lut(null)] })],
    ['neither', frameOf(1, 1001, ramp)],
  ])('begins with what a film with %s opens with', (_, film) => {
    expect(voiPresets(film)[0]?.voi).toEqual(defaultVoi(film));
  });

  it('offers the full scale alone for colour', () => {
    const colour = frameOf(1, 1, Uint8Array.of(1, 2, 3), {
      samplesPerPixel: 3,
      bitsStored: 8,
      windows: [{ center: 40, width: 400, explanation: null }],
    });
    expect(voiPresets(colour).map(({ voi }) => voi)).toEqual([windowVoi({ center: 128, width: 256 })]);
  });
});

describe('nextPreset', () => {
  it('goes round both ways, and from a window set by hand to the first', () => {
    const names = [1, 1, 1, 1, 1, -1, -1].reduce<{ voi: (typeof presets)[number]['voi']; names: string[] }>(
      ({ voi, names }, step) => {
        const next = nextPreset(presets, voi, step as 1 | -1)!;
        return { voi: next.voi, names: [...names, next.name] };
      },
      { voi: presets[0]!.voi, names: [] },
    ).names;
    expect(names).toEqual(['BONE (2)', 'LUT 1', 'HARD', 'Automatic', 'BONE', 'Automatic', 'HARD']);
    expect(nextPreset(presets, windowVoi({ center: 1, width: 2 }), 1)?.name).toBe('BONE');
  });
});

describe('voiLine', () => {
  it('gives a window its numbers and function, and a table its name', () => {
    expect(presets.map(({ voi }) => voiLine(presets, voi))).toEqual([
      'C 40 W 400 sigmoid',
      'C 50 W 500 sigmoid',
      'VOI LUT 1: LUT 1',
      'VOI LUT 2: HARD',
      'C 500.5 W 991',
    ]);
    expect(presetOf(presets, windowVoi({ center: 40, width: 400 }))).toBeNull();
  });
});
