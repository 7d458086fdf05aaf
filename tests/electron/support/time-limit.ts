/** A window takes seconds to come up on a busy machine. */
jest.setTimeout(120_000);
