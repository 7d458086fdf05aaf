import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformanceStatement } from '../../../src-main/development/conformance/statement.ts';

describe('the DICOM conformance statement', () => {
  const statement = conformanceStatement();

  it('is in the documents as the registries have it now', () => {
    expect(readFileSync(join(__dirname, '../../../docs/dicom-conformance.md'), 'utf8')).toBe(statement);
  });

  it('promises a transfer syntax only where there is a codec', () => {
    expect(statement).toMatch(/JPEG 2000 +\| 1\.2\.840\.10008\.1\.2\.4\.91 +\| yes/);
    expect(statement).toMatch(/JPEG XL Lossless +\| 1\.2\.840\.10008\.1\.2\.4\.110 +\| no/);
  });
});
