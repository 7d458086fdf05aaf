import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#common/errors';
import { scopeByTags } from '#common/model/scope';
import { describeImageFile } from '#node/decode/image-file';
import { describeWithSharedData } from '../../support/shared-data.ts';

/** Of the shipped model, as far as the gate asks. */
const regions = {
  HAND: { testImages: 167, testFractured: 42 },
  LEG: { testImages: 216, testFractured: 21 },
  HIP: { testImages: 32, testFractured: 3 },
};

describeWithSharedData('scopeByTags on files from real devices', (sharedData) => {
  const folder = join(sharedData, 'dicom');

  async function scopesOf(modality: (name: string) => boolean): Promise<ReadonlyMap<string, string>> {
    const [, ...rows] = readFileSync(join(folder, 'manifest.csv'), 'utf8').trimEnd().split('\n');
    const scopes = new Map<string, string>();
    for (const row of rows) {
      const [file = '', , name = ''] = row.split(',');
      if (!modality(name)) continue;
      try {
        const { status, reason } = scopeByTags(await describeImageFile(join(folder, file)), regions);
        scopes.set(file, `${status} ${reason}`);
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
      }
    }
    return scopes;
  }
  const kinds = (scopes: ReadonlyMap<string, string>) => [...new Set(scopes.values())].sort();

  it('gives no number to CT, MR, ultrasound, nuclear medicine or angiography', async () => {
    const scopes = await scopesOf((name) => ['CT', 'MR', 'US', 'NM', 'XA'].includes(name));
    expect(scopes.size).toBeGreaterThan(100);
    expect(kinds(scopes)).toEqual(['outOfScope modality']);
  });

  it('gives no number to secondary captures, endoscopy among them', async () => {
    const scopes = await scopesOf((name) => name === 'OT');
    expect(scopes.size).toBeGreaterThan(20);
    expect(kinds(scopes)).toEqual(['outOfScope secondary-capture']);
  });

  it('gives no number to a cervical spine, and doubts the ankle and the hand of unknown age', async () => {
    const scopes = await scopesOf((name) => name === 'CR');
    expect(kinds(scopes)).toEqual([
      'outOfScope body-part',
      'unknown age-unknown',
      'unknown region-not-validated',
    ]);
    expect(scopes.get('pylibjpeg-data/NM_Kakadu44_SOTmarkerincons.dcm')).toBe('unknown age-unknown');
    expect(scopes.get('nema-wg04/REF/RG3_UNC')).toBe('unknown region-not-validated');
  });

  it('gives no number to files that do not even name their modality', async () => {
    const scopes = await scopesOf((name) => name === '');
    expect(scopes.size).toBeGreaterThan(2);
    expect(kinds(scopes)).toEqual(['outOfScope secondary-capture']);
  });
});
