import { packageOf } from '../../../src-main/development/dist/list-bundled.ts';

describe('packageOf', () => {
  it.each([
    ['/work/node_modules/svelte/src/index.js', 'node_modules/svelte'],
    ['\0/work/node_modules/@lucide/svelte/dist/x.js?commonjs', 'node_modules/@lucide/svelte'],
    ['C:\\work\\node_modules\\a\\node_modules\\@b\\c\\d.js', 'node_modules/a/node_modules/@b/c'],
    ['/work/src-main/common/errors.ts', undefined],
  ])('of %s is %s', (module, place) => {
    expect(packageOf(module)).toBe(place);
  });
});
