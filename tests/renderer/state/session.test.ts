import type { ImageResult } from '#common/model/result';
import { hasPrediction } from '#common/viewer/finding';
import { createApi } from '../../../src-renderer/api.ts';
import { Session } from '../../../src-renderer/state/session.svelte.ts';
import { imageEntry } from '../../support/image-entries.ts';
import { Deferred, ScriptedBridge, settle, type Script } from '../../support/scripted-bridge.ts';
import { syntheticFilm } from '../../support/synthetic-film.ts';
import { predicted } from '../../support/synthetic-results.ts';

const images = Array.from({ length: 50 }, (_, index) => imageEntry(`image-${index}`));
const numberOf = (imageId: string): number => Number(imageId.split('-')[1]);
const probabilityOf = (imageId: string): number => numberOf(imageId) / 100;

async function sessionOn(script: Partial<Script>): Promise<{ session: Session; bridge: ScriptedBridge }> {
  const bridge = new ScriptedBridge(script);
  const session = new Session(createApi(bridge));
  session.start();
  await settle();
  return { session, bridge };
}

const open = (bridge: ScriptedBridge, found = images): void => {
  bridge.announce('openingStarted', { openingId: 'opening', quiet: false });
  bridge.announce('imagesFound', { openingId: 'opening', images: found });
};

/** Plays the canvas: whatever is at hand comes to lie on it. */
const paint = ({ viewport }: Session): void => {
  if (viewport.content.state === 'shown') viewport.painted(viewport.content.imageId);
};

describe('Session', () => {
  it('never puts a result under another image, however fast one switches and however late results arrive', async () => {
    const waiting = new Map<string, Deferred<ImageResult>>();
    const { session, bridge } = await sessionOn({
      classifyImage: (id) => {
        const answer = new Deferred<ImageResult>();
        waiting.set(id, answer);
        return answer.promise;
      },
    });
    open(bridge);
    let checked = 0;
    for (let turn = 0; turn < 400; turn++) {
      // A fixed walk through the list, back and forth, that meets every image several times.
      session.select(`image-${(turn * 37 + (turn % 5) * 11) % 50}`);
      if (turn % 3 !== 0) await settle();
      paint(session);
      // The result that has waited longest arrives while some other film is on screen.
      const [late] = waiting;
      if (late && turn % 2 === 0) {
        waiting.delete(late[0]);
        late[1].resolve(predicted(probabilityOf(late[0]), 'doubtful'));
        await settle();
      }
      const { shown, shownResult, viewport } = session;
      expect(shown?.imageId ?? null).toBe(viewport.paintedId);
      if (shown === null || shownResult?.state !== 'result' || !hasPrediction(shownResult.result)) continue;
      expect(shownResult.result.prediction.probability).toBe(probabilityOf(shown.imageId));
      checked += 1;
    }
    expect(checked).toBeGreaterThan(50);
  });

  it('shows the first image before the rest of the folder is read, and lets nothing later move it', async () => {
    const { session, bridge } = await sessionOn({});
    open(bridge, images.slice(0, 1));
    await settle();
    paint(session);
    expect(session.shown?.imageId).toBe('image-0');
    bridge.announce('imagesFound', { openingId: 'opening', images: images.slice(1) });
    await settle();
    expect(session.list.selectedId).toBe('image-0');
    expect(session.shown?.imageId).toBe('image-0');
  });

  it('asks for the shown image first, then for its neighbours', async () => {
    const { session, bridge } = await sessionOn({});
    open(bridge);
    await settle();
    bridge.asked.length = 0;
    session.select('image-10');
    await settle();
    expect(bridge.requestsOf('loadFrame')).toEqual(['image-10', 'image-11', 'image-12', 'image-9']);
    expect(bridge.requestsOf('classifyImage')).toEqual(['image-10', 'image-11', 'image-12', 'image-9']);
  });

  it('shows a film again at once when one goes back to it', async () => {
    const { session, bridge } = await sessionOn({});
    open(bridge);
    const states: string[] = [];
    for (const id of ['image-5', 'image-30', 'image-5']) {
      session.select(id);
      states.push(session.viewport.content.state);
      await settle();
      paint(session);
    }
    expect(states).toEqual(['loading', 'loading', 'shown']);
    expect(session.shown?.imageId).toBe('image-5');
  });

  it('puts an opening that fails among the refused files', async () => {
    const { session } = await sessionOn({
      openSample: () => Promise.reject(new Error('no samples')),
    });
    session.open('openSample');
    await settle();
    expect(session.openings.refused).toEqual([
      { displayName: 'Opening', error: { code: 'internal', message: 'no samples' } },
    ]);
  });

  it('forgets results when the provider changes', async () => {
    const { session, bridge } = await sessionOn({});
    open(bridge);
    await settle();
    paint(session);
    expect(bridge.requestsOf('classifyImage').filter((id) => id === 'image-0')).toHaveLength(1);
    // The engine always says that it starts anew before it is ready with another provider.
    bridge.announce('engineStatus', { state: 'starting' });
    bridge.announce('engineStatus', {
      state: 'ready',
      provider: 'cuda',
      model: { name: 'test-model', version: '1.2.3', sha256: 'ab'.repeat(32) },
      passedOver: [],
    });
    await settle();
    expect(bridge.requestsOf('classifyImage').filter((id) => id === 'image-0')).toHaveLength(2);
  });

  it('keeps reading frames while the classifier is away', async () => {
    const frame = syntheticFilm();
    const { session, bridge } = await sessionOn({
      engineStatus: () => ({ state: 'viewerOnly', error: { code: 'model-not-found', message: 'none' } }),
      loadFrame: () => frame,
    });
    open(bridge);
    await settle();
    paint(session);
    expect(session.viewport.frame).toBe(frame);
    expect(bridge.requestsOf('classifyImage')).toEqual([]);
  });

  it('parts a study from its prior over two windows, and brings both together when the second is closed', async () => {
    const { session, bridge } = await sessionOn({});
    const view = (imageId: string, studyInstanceUid: string, studyDate: string) =>
      imageEntry(imageId, {
        studyInstanceUid,
        studyDate,
        patientId: '1',
        patientName: 'Made^Up',
        patientBirthDate: '19800101',
        modality: 'DX',
        bodyPartExamined: 'HAND',
        imageLaterality: 'L',
        viewPosition: imageId.slice(-2),
      });
    open(bridge, [
      view('now-PA', '1.2', '20260102'),
      view('now-LL', '1.2', '20260102'),
      view('before-PA', '1.1', '20200102'),
      view('before-LL', '1.1', '20200102'),
    ]);
    session.turnTo('now-PA');
    const films = () =>
      session.panes.screens.map(({ layout, panes }) => [layout, ...panes.map(({ imageId }) => imageId)]);
    expect(films()).toEqual([['2x2', 'now-PA', 'now-LL', 'before-PA', 'before-LL']]);
    bridge.announce('secondWindowWanted', null);
    expect(films()).toEqual([
      ['1x2', 'now-PA', 'now-LL'],
      ['1x2', 'before-PA', 'before-LL'],
    ]);
    session.activate(session.panes.second!.panes[1]!);
    session.arrange('1x1');
    expect(films()).toEqual([
      ['1x2', 'now-PA', 'now-LL'],
      ['1x1', 'before-LL'],
    ]);
    session.secondWindow.hide();
    expect(films()).toEqual([['1x2', 'now-PA', 'now-LL']]);
    expect(session.panes.active.imageId).toBe('now-PA');
    session.placement.hangAnew();
    expect(films()).toEqual([['2x2', 'now-PA', 'now-LL', 'before-PA', 'before-LL']]);
  });

  it('selects after a crash what was selected before it, and takes what was open in two windows up again', async () => {
    const { session, bridge } = await sessionOn({
      windowState: () => ({ secondWindow: true, filmAlone: false, crashed: true, selected: 'image-7' }),
    });
    open(bridge, images.slice(0, 5));
    expect(session.list.selectedId).toBe('image-0');
    bridge.announce('imagesFound', { openingId: 'opening', images: images.slice(5) });
    expect(session.list.selectedId).toBe('image-7');
    expect(session.secondWindow.open).toBe(true);
    expect(session.secondWindow.notice).toContain('crashed');
  });

  it('gives panels and toolbar back when the desktop ends full screen', async () => {
    const { session, bridge } = await sessionOn({});
    session.toggleFilmAlone();
    bridge.announce('fullScreenLeft', null);
    expect(session.layout.filmAlone).toBe(false);
    expect(bridge.requestsOf('setFullScreen')).toEqual([true]);
  });
});
