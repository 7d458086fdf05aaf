import { edgeLetters, lateralityMark } from '#common/viewer/orientation';

describe('edgeLetters', () => {
  // PS3.3 C.7.6.1.1.1: L\F means rows run towards the patient's left, columns towards the feet.
  it('names the edges that rows and columns run to, and their opposites', () => {
    expect(edgeLetters('L\\F')).toEqual({ top: 'H', right: 'L', bottom: 'F', left: 'R' });
    expect(edgeLetters('PL\\FA')).toEqual({ top: 'HP', right: 'PL', bottom: 'FA', left: 'AR' });
  });

  // A standing film: rows towards the patient's left, columns towards the feet.
  it.each([
    ['a quarter turn right', { mirrored: false, rotation: 90 }, 'RHLF'],
    ['a quarter turn left', { mirrored: false, rotation: 270 }, 'LFRH'],
    ['a half turn', { mirrored: false, rotation: 180 }, 'FRHL'],
    ['a flip left for right', { mirrored: true, rotation: 0 }, 'HRFL'],
    ['a flip top for bottom', { mirrored: true, rotation: 180 }, 'FLHR'],
    ['a flip, then a quarter turn right', { mirrored: true, rotation: 90 }, 'LHRF'],
  ])('go with the film after %s', (_, orientation, clockwise) => {
    const { top, right, bottom, left } = edgeLetters('L\\F', orientation);
    expect([top, right, bottom, left].join('')).toBe(clockwise);
  });

  it('stand together on a film askew, the nearer first, and alone up to 22.5 degrees', () => {
    const at = (rotation: number) => edgeLetters('L\\F', { mirrored: false, rotation });
    expect(at(20)).toMatchObject({ top: 'H', right: 'L' });
    // Turned right by 30 degrees the head is towards the upper right: at the top, between head and right.
    expect(at(30)).toEqual({ top: 'HR', right: 'LH', bottom: 'FL', left: 'RF' });
    expect(at(60)).toMatchObject({ top: 'RH' });
  });

  it.each([null, '', 'X\\Y', '<b>\\F>'])('says nothing it does not know (%s)', (orientation) => {
    expect(edgeLetters(orientation)).toMatchObject({ left: null, right: null });
  });
});

describe('lateralityMark', () => {
  it('shows sides and nothing else', () => {
    const marks = ['L', ' r ', 'B', 'U', null].map((imageLaterality) => lateralityMark({ imageLaterality }));
    expect(marks).toEqual(['L', 'R', 'B', null, null]);
  });
});
