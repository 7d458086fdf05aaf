const kept: Buffer[] = [];

/** Fails in the way that the first byte of its input names, so that the fuzzer's own eyes can be tested. */
export async function target(bytes: Uint8Array): Promise<string> {
  switch (bytes[0]) {
    case 1:
      process.abort();
    case 2:
      for (;;);
    case 3:
      void Promise.reject(new Error('nobody waits for this'));
      return 'decoded';
    case 4:
      kept.push(Buffer.alloc(2 ** 28, 1));
      return 'decoded';
    case 5:
      throw new TypeError('has no code');
    default:
      return 'decoded';
  }
}
