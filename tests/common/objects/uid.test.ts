import { checkUidRoot, uidOf, uuidOfHash } from '#common/objects/uid';

describe('uidOf', () => {
  // PS3.5 B.2: the UUID f81d4fae-7dec-11d0-a765-00a0c91e6bf6 is 2.25.329800735698586629295641978511506172918.
  const uuid = 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6';

  it('writes a UUID as the standard’s own example does', () => {
    expect(uidOf(uuid)).toBe('2.25.329800735698586629295641978511506172918');
  });

  it('stays within 64 characters below a long root', () => {
    const root = '1.2.826.0.1.3680043.10.1234.567.8901.2345';
    expect(uidOf(uuid, root)).toBe(`${root}.3298007356985866292956`);
  });
});

describe('checkUidRoot', () => {
  it.each(['2.25', '1.2.826.0.1.3680043.10'])('takes %s', (root) => expect(checkUidRoot(root)).toBe(root));

  it.each(['', '3.1', '1.02', '1.2.', '1', 'abc', `1.${'2'.repeat(50)}`])('refuses “%s”', (root) => {
    expect(() => checkUidRoot(root)).toThrow('A UID root is numbers with dots between them');
  });
});

describe('uuidOfHash', () => {
  it('sets version 8 and the variant, and is the same for the same content', () => {
    expect(uuidOfHash('0123456789abcdef'.repeat(4))).toBe('0123456789ab8def8123456789abcdef');
  });
});
