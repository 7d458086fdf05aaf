import { MessageChannel } from 'node:worker_threads';
import { createApi } from '../../src-renderer/api.ts';
import { FrameDeliveries } from '../../src-renderer/frame-deliveries.ts';
import { ScriptedBridge } from '../support/scripted-bridge.ts';
import { syntheticFilm } from '../support/synthetic-film.ts';

const frame = syntheticFilm();

/** A real channel; Node's ports are the page's in all that is used of them. */
function joined() {
  const { port1: engine, port2 } = new MessageChannel();
  const deliveries = new FrameDeliveries();
  deliveries.join(port2 as unknown as MessagePort);
  return { engine, deliveries };
}

describe('FrameDeliveries', () => {
  it('matches frames to their numbers, whichever comes first', async () => {
    const { engine, deliveries } = joined();
    const second = deliveries.take(2);
    engine.postMessage({ delivery: 1, frame: syntheticFilm({ rows: 2 }) });
    engine.postMessage({ delivery: 2, frame });
    expect((await second).storedValues).toEqual(frame.storedValues);
    expect((await deliveries.take(1)).description.pixels.rows).toBe(2);
    engine.close();
  });

  it('fails what is awaited when the engine is gone, and is closed until it has another channel', async () => {
    const { engine, deliveries } = joined();
    const awaited = expect(deliveries.take(1)).rejects.toMatchObject({ code: 'engine-stopped' });
    engine.close();
    await awaited;
    expect(deliveries.open).toBe(false);
  });
});

describe('loading a frame', () => {
  it('asks for the pixels by the channel where there is one, else in the answer itself', async () => {
    const { engine, deliveries } = joined();
    const bridge = new ScriptedBridge({ sendFrame: () => 7 });
    const asked = createApi(bridge, deliveries).loadFrame('a');
    engine.postMessage({ delivery: 7, frame });
    expect((await asked).storedValues).toEqual(frame.storedValues);
    engine.close();
    await createApi(bridge).loadFrame('a');
    expect(bridge.asked.map(({ name }) => name)).toEqual(['sendFrame', 'loadFrame']);
  });
});
