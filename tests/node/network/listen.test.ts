import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '#common/sampling/seeded-random';
import { toErrorReport } from '#common/errors';
import { usualNetwork, type DicomNode, type ListenerSettings } from '#common/network/configuration';
import { writeAssociateRequest } from '#node/network/association-pdus';
import { commandField, writeCommandSet } from '#node/network/command-set';
import { listen, type Listener } from '#node/network/listen';
import { pduType, writePdu, writeValue } from '#node/network/pdu';
import { dataSetOf } from '#node/network/sendable';
import { echoNode, sendObjects, type SendOutcome } from '#node/network/send-objects';
import { describeWithDcmtk, storescu } from '../../support/dcmtk-peer.ts';
import { filmFile } from '../../support/film-file.ts';
import { writeCertificate } from '../../support/redis.ts';

const signal = new AbortController().signal;
const film = filmFile({ SOPInstanceUID: '1.2.3.1' });

let folder: string;
let listener: Listener;
let troubles: string[];
let stored: boolean[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-received-'));
  [troubles, stored] = [[], []];
  listener = await start({});
});
afterEach(async () => {
  await listener.close();
  rmSync(folder, { recursive: true });
});

function start(change: Partial<ListenerSettings>, patience = 20_000): Promise<Listener> {
  return listen({
    aeTitle: 'OSTEON',
    listener: {
      ...usualNetwork.listener,
      on: true,
      folder,
      port: 0,
      callingAeTitles: ['MODALITY'],
      ...change,
    },
    patience,
    onStored: (isNew) => stored.push(isNew),
    onTrouble: ({ code }) => troubles.push(code),
  });
}

const node = (change: Partial<DicomNode> = {}): DicomNode => ({
  ...{ name: 'osteon', aeTitle: 'OSTEON', host: '127.0.0.1', port: listener.port, tls: null },
  ...change,
});

async function send(files: readonly Uint8Array[], aeTitle = 'MODALITY'): Promise<SendOutcome[]> {
  const outcomes: SendOutcome[] = [];
  const objects = files.map((bytes) => ({ read: async () => bytes }));
  await sendObjects(node(), objects, { aeTitle, signal, onOutcome: (outcome) => outcomes.push(outcome) });
  return outcomes;
}

const received = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.dcm'));

describe('listen', () => {
  it('keeps each object once, byte for byte, and another one of the same UID beside it', async () => {
    const other = filmFile({ SOPInstanceUID: '1.2.3.1', InstanceNumber: 7 });
    const outcomes = await send([film, film, other]);
    expect(outcomes.map(({ isStored }) => isStored)).toEqual([true, true, true]);
    expect(stored).toEqual([true, false, true]);
    const kept = received().map((name) =>
      Buffer.from(dataSetOf(readFileSync(join(folder, name)))).toString('hex'),
    );
    expect(kept.sort()).toEqual(
      [film, other].map((bytes) => Buffer.from(dataSetOf(bytes)).toString('hex')).sort(),
    );
    expect(readdirSync(join(folder, '.receiving'))).toEqual([]);
  });

  it('refuses titles that are not on its list, whoever they call', async () => {
    expect((await send([film], 'STRANGER')).map(({ problem }) => problem?.code)).toEqual(['node-refused']);
    const called = node({ aeTitle: 'OTHER' });
    const refusal = await echoNode(called, { aeTitle: 'MODALITY', signal }).then(String, toErrorReport);
    expect(refusal).toMatchObject({ code: 'node-refused' });
    expect([received(), troubles]).toEqual([[], ['node-refused', 'node-refused']]);
  });

  it('refuses an object that is another than was announced, and a name that leads out of the folder', async () => {
    const escaping = '../escaped';
    // The data set agrees with the name, so that nothing but the name itself is wrong.
    const hostile = storing(escaping, filmFile({ SOPInstanceUID: escaping }));
    const replies = await Promise.all([talk(storing('1.2.3.99')), talk(hostile)]);
    // Status (0000,0900) US A900H: the data set does not match the SOP class.
    const status = Buffer.from([0, 0, 0, 9, 2, 0, 0, 0, 0, 0xa9]);
    expect(replies.map((reply) => reply.includes(status))).toEqual([true, true]);
    expect(received()).toEqual([]);
  });

  it('lives through hundreds of random PDUs and still answers', async () => {
    const random = seededRandom(7);
    const byte = () => Math.floor(random() * 256);
    const noise = (length: number) => Buffer.from(Array.from({ length }, byte));
    for (let round = 0; round < 300; round += 12)
      await Promise.all(
        Array.from({ length: 12 }, () => {
          const pdu = writePdu(1 + (byte() % 8), noise(byte() * 2));
          return talk(byte() % 2 === 0 ? pdu : Buffer.concat([association(), pdu, noise(40)]), true);
        }),
      );
    expect(await echoNode(node(), { aeTitle: 'MODALITY', signal })).toBeGreaterThan(0);
    expect(received()).toEqual([]);
  });

  it('lets a peer go that says nothing, and turns too many away', async () => {
    await listener.close();
    listener = await start({}, 300);
    const silent = Array.from({ length: 20 }, () => connect(listener.port, '127.0.0.1'));
    await Promise.all(silent.map((socket) => once(socket.on('error', () => undefined).resume(), 'close')));
    expect(troubles.length).toBeLessThanOrEqual(16);
    expect(new Set(troubles)).toEqual(new Set(['node-silent']));
  });

  it('says why it cannot receive', async () => {
    const code = (change: Partial<ListenerSettings>): Promise<string> =>
      start(change).then(
        () => 'none',
        (thrown: unknown) => toErrorReport(thrown).code,
      );
    expect(await code({ port: listener.port })).toBe('listener-unavailable');
    expect(await code({ folder: null })).toBe('listener-unavailable');
  });
});

describeWithDcmtk('storescu', () => {
  it('sends a film that arrives byte for byte', async () => {
    const file = join(folder, 'film');
    writeFileSync(file, film);
    const titles = ['--aetitle', 'MODALITY', '--call', 'OSTEON'];
    expect(await storescu([...titles, '127.0.0.1', String(listener.port), file])).toBe(0);
    const [name = ''] = received();
    expect(Buffer.from(dataSetOf(readFileSync(join(folder, name))))).toEqual(Buffer.from(dataSetOf(film)));
    expect(
      spawnSync('dcmdump', ['+P', '0002,0016', join(folder, name)], { encoding: 'utf8' }).stdout,
    ).toContain('[MODALITY]');
  });
});

const digitalXray = '1.2.840.10008.5.1.4.1.1.1.1';

function association(): Buffer {
  const contexts = [{ id: 1, abstractSyntax: digitalXray, transferSyntaxes: ['1.2.840.10008.1.2.1'] }];
  return writeAssociateRequest({ calledAe: 'OSTEON', callingAe: 'MODALITY', contexts, maximumLength: 0 });
}

function storing(sopInstanceUid: string, of = film): Buffer {
  const command = {
    commandField: commandField.storeRequest,
    messageId: 1,
    sopClassUid: digitalXray,
    sopInstanceUid,
  };
  return Buffer.concat([
    association(),
    writeValue(1, writeCommandSet({ ...command, hasDataSet: true }), { isCommand: true, isLast: true }),
    writeValue(1, dataSetOf(of), { isCommand: false, isLast: true }),
    writePdu(pduType.releaseRequest, Buffer.alloc(4)),
  ]);
}

/** What the listener answered until it closed; `ends` where nothing more is sent. */
async function talk(bytes: Uint8Array, ends = false): Promise<Buffer> {
  const socket = connect(listener.port, '127.0.0.1');
  const parts: Buffer[] = [];
  socket.on('error', () => undefined).on('data', (part: Buffer) => parts.push(part));
  if (ends) socket.end(bytes);
  else socket.write(bytes);
  await once(socket, 'close');
  return Buffer.concat(parts);
}

describeWithDcmtk('receiving by TLS', () => {
  it('takes films from whom the authority vouches for, and from nobody else', async () => {
    const { certificate, key } = writeCertificate(folder);
    const secure = await start({ tls: { certificate, key, authority: certificate } });
    const file = join(folder, 'film');
    writeFileSync(file, film);
    const store = (...options: readonly string[]): Promise<number> => {
      const titles = ['--aetitle', 'MODALITY', '--call', 'OSTEON'];
      return storescu([...titles, ...options, '127.0.0.1', String(secure.port), file]);
    };
    const trusting = ['--add-cert-file', certificate];
    try {
      expect(await store('--enable-tls', key, certificate, ...trusting)).toBe(0);
      expect(received()).toHaveLength(1);
      expect(await store('--anonymous-tls', ...trusting)).not.toBe(0);
      expect(await store()).not.toBe(0);
      const tls = { authority: null, certificate: null, key: null };
      const stranger = node({ port: secure.port, tls });
      const refusal = await echoNode(stranger, { aeTitle: 'MODALITY', signal }).then(String, toErrorReport);
      expect(refusal).toMatchObject({ code: 'node-untrusted' });
      expect(stored).toEqual([true]);
    } finally {
      await secure.close();
    }
  });
});
