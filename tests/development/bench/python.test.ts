import { findPython } from '../../../src-main/development/bench/python.ts';

describe('findPython', () => {
  it('finds none where a module is missing, or Python itself', () => {
    expect(findPython(['json', 'a_module_that_nobody_wrote'])).toBeNull();
  });
});
