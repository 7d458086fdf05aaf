import { countTests } from '../../src-main/development/test-stages.ts';

const report = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 2, numRuntimeErrorTestSuites: 0 };

describe('countTests', () => {
  it('takes over what jest counted', () => {
    expect(countTests(report, true)).toEqual({ passed: 7, failed: 0, skipped: 2 });
  });

  it('counts files that broke before their tests', () => {
    const broken = { ...report, numFailedTests: 1, numRuntimeErrorTestSuites: 2 };
    expect(countTests(broken, false)).toMatchObject({ failed: 3 });
  });

  it('never calls a failed run passed', () => {
    expect(countTests(report, false)).toMatchObject({ failed: 1 });
  });
});
