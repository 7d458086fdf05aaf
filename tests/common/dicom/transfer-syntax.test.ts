import { codecOf, transferSyntaxOf } from '#common/dicom/transfer-syntax';

const codeOf = (attempt: () => unknown): unknown => {
  try {
    return attempt();
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
};

describe('transferSyntaxOf', () => {
  it.each([
    ['1.2.840.10008.1.2', 'native'],
    ['1.2.840.10008.1.2.1', 'native'],
    ['1.2.840.10008.1.2.4.50', 'jpeg'],
    ['1.2.840.10008.1.2.4.57', 'jpegLossless'],
    ['1.2.840.10008.1.2.4.70', 'jpegLossless'],
    ['1.2.840.10008.1.2.4.90', 'jpeg2000'],
    ['1.2.840.10008.1.2.4.91', 'jpeg2000'],
    ['1.2.840.10008.1.2.1.98', 'native'],
    ['1.2.840.10008.1.2.1.99', 'native'],
    ['1.2.840.10008.1.2.2', 'native'],
    ['1.2.840.10008.1.2.8.1', 'native'],
    ['1.2.840.10008.1.2.4.59', 'unsupported-transfer-syntax'],
    ['1.2.840.10008.1.2.4.102', 'unsupported-transfer-syntax'],
    ['1.2.840.10008.1.2.4.999', 'unknown-transfer-syntax'],
    ['', 'unknown-transfer-syntax'],
  ])('gives %s the codec or the code %s', (uid, expected) => {
    expect(codeOf(() => codecOf(transferSyntaxOf(uid)))).toBe(expected);
  });

  it('does not repeat a hostile UID to the person', () => {
    expect(() => transferSyntaxOf('<b>1.2</b>\u001b[31m')).toThrow(
      'Unknown transfer syntax "?b?1.2??b???31m".',
    );
  });
});
