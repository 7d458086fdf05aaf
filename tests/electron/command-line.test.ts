import { commandOf, handedOverPaths, pathsOf } from '../../src-main/electron/command-line.ts';

describe('pathsOf', () => {
  it('makes paths absolute and leaves switches out', () => {
    expect(pathsOf(['--inspect=0', 'a.dcm', '/films', '--no-sandbox', ''], '/home/reader')).toEqual([
      '/home/reader/a.dcm',
      '/films',
    ]);
  });

  it('takes everything after -- for a path', () => {
    expect(pathsOf(['--flag', '--', '-film.dcm'], '/home')).toEqual(['/home/-film.dcm']);
  });
});

describe('handedOverPaths', () => {
  it.each([[null], [{}], [{ paths: 'a' }], [{ paths: [1] }]])('counts %j as empty', (message) => {
    expect(handedOverPaths(message)).toEqual([]);
  });

  it('gives what a second instance named', () => {
    expect(handedOverPaths({ paths: ['/a.dcm'] })).toEqual(['/a.dcm']);
  });
});

describe('commandOf', () => {
  it('is what follows the switches of the launcher', () => {
    expect(commandOf(['--command', '--no-zygote', '--', 'scan', '--out', 'a.csv', '--', '-x.dcm'])).toEqual([
      'scan',
      '--out',
      'a.csv',
      '--',
      '-x.dcm',
    ]);
  });

  it.each([
    ['a window is wanted', ['film.dcm']],
    ['a file has the name of the switch', ['--', '--command', '--', 'scan']],
    ['nothing ends the switches', ['--command']],
  ])('is none where %s', (_case, userArguments) => {
    expect(commandOf(userArguments)).toBeNull();
  });
});
