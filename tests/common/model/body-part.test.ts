import { bodyPartOf } from '../../../src-main/common/model/body-part.ts';

describe('bodyPartOf', () => {
  it.each([
    ['HAND', { kind: 'region', region: 'HAND' }],
    ['R HAND', { kind: 'region', region: 'HAND' }],
    ['XRAY RIGHT HAND', { kind: 'region', region: 'HAND' }],
    ['TIB/FIB', { kind: 'region', region: 'LEG' }],
    ['Lower Leg a.p.', { kind: 'region', region: 'LEG' }],
    ['Hüfte', { kind: 'region', region: 'HIP' }],
    ['KNEE', { kind: 'limb' }],
    ['Non-ossifying fibroma of distal tibia', { kind: 'limb' }],
    ['radial head', { kind: 'limb' }],
    ['long leg standing', { kind: 'limb' }],
    ['CSPINE', { kind: 'outside' }],
    ['Schädel', { kind: 'outside' }],
    ['CHEST PA', { kind: 'outside' }],
    ['hand and chest', { kind: 'outside' }],
    ['fracture of the femoral neck', { kind: 'limb' }],
    ['EXTREMITY', null],
    ['handle with care', null],
    ['', null],
    [null, null],
  ])('reads %j as %j', (text, part) => {
    expect(bodyPartOf(text)).toEqual(part);
  });

  it.each(
    (
      'CTSPINE,TLSPINE,LSSPINE,NECKCHEST,CXR,CXR PA,CHST,AXR,ABDO,THORACOLUMBAR,SCOLIOSIS,RIBCAGE,OPG,LWS,BWS,' +
      'HWS,BASSIN,POUMON,SCHAEDEL,Hand and thoracolumbar spine'
    ).split(','),
  )('knows %s for no limb', (text) => {
    expect(bodyPartOf(text)).toEqual({ kind: 'outside' });
  });
});
