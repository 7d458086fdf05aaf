import { AppError, fromErrorReport, toErrorReport, toPageReport } from '#common/errors';

const path = '/home/reader/DOE_JANE/film.dcm';

describe('toPageReport', () => {
  it("keeps what Osteon's own failures say", () => {
    expect(toPageReport(new AppError('truncated-file', 'It ends\n early.'))).toEqual({
      code: 'truncated-file',
      message: 'It ends early.',
    });
  });

  it.each<[string, unknown]>([
    ['an error of the system', Object.assign(new Error(`EACCES: ${path}`), { code: 'EACCES' })],
    ['an error of a package', Object.assign(new Error(path), { code: path })],
    ['a bare string', path],
    ['one that crossed a process', fromErrorReport(toErrorReport(new Error(path)))],
  ])('tells nothing of a file that %s names', (_, thrown) => {
    const { code, message } = toPageReport(thrown);
    expect(code).toBe('internal');
    expect(message).not.toMatch(/reader|DOE/);
  });

  it('names the errno, which says what to look for', () => {
    const thrown = Object.assign(new Error(path), { code: 'EACCES' });
    expect(toPageReport(thrown).message).toBe('Something went wrong inside Osteon (EACCES).');
  });
});
