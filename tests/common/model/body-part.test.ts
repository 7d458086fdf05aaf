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
    ['EXTREMITY', null],
    ['handle with care', null],
    ['', null],
    [null, null],
  ])('reads %j as %j', (text, part) => {
    expect(bodyPartOf(text)).toEqual(part);
  });
});
