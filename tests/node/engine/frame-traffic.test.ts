import { FrameTraffic } from '#node/engine/frame-traffic';

/** Longer than any test: what goes on before that was let go, and did not lose patience. */
const forever = 2 ** 30;

/** A film that is fetched until the test says so. */
function fetched(traffic: FrameTraffic) {
  let end: () => void = () => undefined;
  const done = traffic.during(() => new Promise<void>((resolve) => (end = resolve)));
  return {
    async finish(): Promise<void> {
      end();
      await done;
    },
  };
}

function waitingFor(calm: Promise<void>): { over: boolean } {
  const waiting = { over: false };
  void calm.then(() => (waiting.over = true));
  return waiting;
}

describe('FrameTraffic', () => {
  it('holds up what can wait until no film is being fetched', async () => {
    const traffic = new FrameTraffic();
    await traffic.calm(forever);
    const [one, other] = [fetched(traffic), fetched(traffic)];
    const work = waitingFor(traffic.calm(forever));
    await one.finish();
    expect(work.over).toBe(false);
    await other.finish();
    expect(work.over).toBe(true);
  });

  it('counts a film that is about to be asked for, until one has been fetched', async () => {
    const traffic = new FrameTraffic();
    traffic.expect();
    traffic.expect();
    const work = waitingFor(traffic.calm(forever));
    await Promise.resolve();
    expect(work.over).toBe(false);
    await fetched(traffic).finish();
    expect(work.over).toBe(true);
  });

  it('expects no film for ever, and lets work that was patient enough go on', async () => {
    const traffic = new FrameTraffic();
    traffic.expect();
    await traffic.calm(forever);
    const film = fetched(traffic);
    await traffic.calm(1);
    await film.finish();
  });

  it('is calm again after a film that could not be fetched', async () => {
    const traffic = new FrameTraffic();
    await expect(traffic.during(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    await traffic.calm(forever);
  });
});
