import { pageFile } from '../../src-main/electron/page-file.ts';

describe('pageFile', () => {
  it('finds the files of the page', () => {
    expect(pageFile('app://osteon/assets/index.js?v=1', '/app/page')).toBe('/app/page/assets/index.js');
  });

  it.each([
    'app://osteon/../secret.js',
    'app://osteon/%2e%2e/secret.js',
    'app://osteon/..%2fsecret.js',
    'app://osteon/a/..%2f..%2f..%2fsecret.js',
    'app://osteon/%00.html',
    'app://osteon/%ff',
    'app://osteon',
    'app://elsewhere/index.html',
    'file:///app/page/index.html',
  ])('gives nothing outside the page for %s', (url) => {
    const file = pageFile(url, '/app/page');
    expect(file === null || file.startsWith('/app/page/')).toBe(true);
    expect(file).not.toBe('/app/secret.js');
  });
});
