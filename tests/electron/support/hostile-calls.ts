import { calls } from '../../../src-main/common/contract/ipc.ts';
import { seededRandom } from '../../../src-main/common/sampling/seeded-random.ts';

/** What a page in the wrong hands might send where another thing is asked for. */
const hostileValues: readonly unknown[] = [
  undefined,
  null,
  true,
  -1,
  0.5,
  Number.NaN,
  Number.MAX_VALUE,
  '',
  '/etc/passwd',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  '__proto__',
  'x'.repeat(70),
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE studies; --",
  [],
  ['/etc/passwd'],
  {},
  { imageId: '1', placeId: '1', path: '/etc/passwd' },
];

/** As much of a valibot schema as a likely request can be made from. */
interface Shape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly item?: Shape;
  readonly wrapped?: Shape;
  readonly options?: readonly unknown[];
}

/** Not called: it would end the window, or start drivers and wait for them. */
const leftAlone: readonly string[] = ['closeWindow', 'setProvider'];

export interface HostileCall {
  readonly name: string;
  readonly request: unknown;
}

/**
 * Random calls over the whole contract, the same for the same seed: most have the shape that is asked for, so that
 * they get past the guard, and carry ids, names and numbers that nothing goes by.
 */
export function hostileCalls(seed: number, count: number): readonly HostileCall[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const names = Object.keys(calls).filter((name) => !leftAlone.includes(name)) as (keyof typeof calls)[];
  const valueFor = (shape: Shape): unknown => {
    if (random() < 0.15) return pick(hostileValues);
    const { type, entries, item, wrapped, options } = shape;
    if (entries !== undefined)
      return Object.fromEntries(Object.entries(entries).map(([name, part]) => [name, valueFor(part)]));
    if (item !== undefined) return Array.from({ length: Math.floor(random() * 3) }, () => valueFor(item));
    if (wrapped !== undefined) return random() < 0.3 ? null : valueFor(wrapped);
    if (options !== undefined) {
      const option = pick(options);
      return typeof option === 'object' ? valueFor(option as Shape) : option;
    }
    if (type === 'string') return pick(['1', '2', '99', '/etc/passwd', '../x', 'a b']);
    if (type === 'number') return pick([0, 1, -1, 7, 1e9]);
    if (type === 'boolean') return random() < 0.5;
    return pick(hostileValues);
  };
  return Array.from({ length: count }, () => {
    const name = pick(names);
    const shape = calls[name].request as unknown as Shape;
    const request =
      ['void', 'undefined'].includes(shape.type) && random() < 0.8 ? undefined : valueFor(shape);
    return { name, request };
  });
}
