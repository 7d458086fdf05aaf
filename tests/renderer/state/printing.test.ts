import { AppError } from '#common/errors';
import type { PictureContent } from '../../../src-renderer/picture/film-subject.ts';
import { PrintState, type PrintPicture } from '../../../src-renderer/state/printing.svelte.ts';

function picture(header: readonly string[]): PrintPicture {
  return {
    ...{ imageId: 'a', bytes: Uint8Array.of(1), width: 100, height: 200 },
    ...{ millimetresPerPixel: null, sizeWords: '', person: 'a', header, caption: '' },
  };
}

function printing(draw: (content: PictureContent) => Promise<PrintPicture>): PrintState {
  return new PrintState({
    filmsOf: () => ['a'],
    picture: (_, content) => draw(content),
    wordsOf: () => ({ footer: [], rulerWords: '' }),
    print: async () => true,
    savePdf: async () => null,
  });
}

describe('PrintState', () => {
  it('has nothing to print once drawing failed: what was drawn before may name somebody', async () => {
    const state = printing(async ({ identity }) => {
      if (identity) return picture(['Doe, Jane']);
      throw new AppError('file-unreadable', 'The file is gone.');
    });
    state.show();
    await state.draw();
    expect([state.ready, state.pictures.length]).toEqual([true, 1]);
    state.choice = { ...state.choice, identity: false };
    await state.draw();
    expect([state.ready, state.pictures, state.outcome?.kind]).toEqual([false, [], 'failed']);
  });
});
