import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toErrorReport } from '#common/errors';
import { usualPort, type DicomNode } from '#common/network/configuration';
import { writeAssociateAccept } from '#node/network/association-pdus';
import { pduType, writePdu, writeRelease, writeValue } from '#node/network/pdu';
import { dataSetOf } from '#node/network/sendable';
import { echoNode, sendObjects, type ObjectToSend, type SendOutcome } from '#node/network/send-objects';
import { describeWithDcmtk, freePort, startStorePeer, type StorePeer } from '../../support/dcmtk-peer.ts';
import { filmFile } from '../../support/film-file.ts';
import { writeCertificate } from '../../support/redis.ts';

const signal = new AbortController().signal;
const nodeAt = (port: number, more: Partial<DicomNode> = {}): DicomNode => ({
  ...{ name: 'peer', aeTitle: 'PEER', host: '127.0.0.1', port, tls: null },
  ...more,
});
const film = filmFile({ SOPInstanceUID: '1.2.3.1' });
const given = (bytes: Uint8Array): ObjectToSend => ({ read: async () => bytes });

async function send(
  node: DicomNode,
  objects: readonly ObjectToSend[],
  patience = 10_000,
): Promise<SendOutcome[]> {
  const outcomes: SendOutcome[] = [];
  await sendObjects(node, objects, {
    ...{ aeTitle: 'OSTEON', signal, patience },
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  return outcomes.sort((a, b) => a.index - b.index);
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (thrown: unknown) => toErrorReport(thrown).code,
  );

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-network-'))));
afterAll(() => rmSync(folder, { recursive: true }));

describeWithDcmtk('sending to storescp', () => {
  let peer: StorePeer;
  beforeAll(async () => (peer = await startStorePeer(join(folder, 'plain'), 'PEER')));
  afterAll(() => peer.kill());

  it('stores films of several kinds, each data set byte for byte, and names the file that is none', async () => {
    const films = [
      filmFile({ SOPInstanceUID: '1.2.3.1' }),
      filmFile({ SOPInstanceUID: '1.2.3.2', Modality: 'CR' }),
    ];
    const text = Buffer.from('no DICOM');
    const outcomes = await send(nodeAt(peer.port), [given(films[0]!), given(text), given(films[1]!)]);
    expect(outcomes.map(({ isStored, problem }) => problem?.code ?? isStored)).toEqual([
      true,
      'not-an-image',
      true,
    ]);
    const sets = peer.received().map((bytes) => Buffer.from(dataSetOf(bytes)).toString('hex'));
    expect(sets.sort()).toEqual(films.map((film) => Buffer.from(dataSetOf(film)).toString('hex')).sort());
  });

  it('gets an answer to C-ECHO', async () => {
    expect(await echoNode(nodeAt(peer.port), { aeTitle: 'OSTEON', signal })).toBeGreaterThan(0);
  });
});

describeWithDcmtk('sending by TLS', () => {
  it('goes to whom the authority vouches for, and to nobody else', async () => {
    const { certificate, key } = writeCertificate(folder);
    const files = ['+tls', key, certificate, '--ignore-peer-cert'];
    const peer = await startStorePeer(join(folder, 'tls'), 'PEER', files);
    const none = { authority: null, certificate: null, key: null };
    try {
      const trusted = nodeAt(peer.port, { tls: { ...none, authority: certificate } });
      expect(await codeOf(echoNode(trusted, { aeTitle: 'OSTEON', signal }))).toBe('none');
      const stranger = nodeAt(peer.port, { tls: none });
      expect(await codeOf(echoNode(stranger, { aeTitle: 'OSTEON', signal }))).toBe('node-untrusted');
    } finally {
      await peer.kill();
    }
  });
});

/** A node of our own making, which does one bad thing to whoever connects. */
async function withPeer<T>(behave: (socket: Socket) => void, use: (port: number) => Promise<T>): Promise<T> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    behave(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

const accept = writeAssociateAccept(
  { calledAe: 'PEER', callingAe: 'OSTEON', contexts: [], maximumLength: 0 },
  { contexts: [{ id: 1, result: 0, transferSyntax: '1.2.840.10008.1.2.1' }], maximumLength: 16_384 },
);
const firstData = (act: (socket: Socket) => void) => (socket: Socket) =>
  void socket.once('data', () => act(socket));
/** Accepts, and then acts when the object comes. */
const afterAccept = (act: (socket: Socket) => void) =>
  firstData((socket) => {
    socket.write(accept);
    socket.once('data', () => act(socket));
  });

const badPeers: readonly (readonly [string, (socket: Socket) => void, string])[] = [
  ['closes at once', (socket) => socket.end(), 'node-aborted'],
  ['says nothing', () => undefined, 'node-silent'],
  ['sends a byte now and then', (socket) => drip(socket), 'node-silent'],
  [
    'refuses the association',
    firstData((socket) => socket.write(writePdu(pduType.associateReject, Buffer.from([0, 1, 1, 7])))),
    'node-refused',
  ],
  ['speaks HTTP', firstData((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')), 'node-nonsense'],
  [
    'announces four gigabytes',
    firstData((socket) => socket.write(Buffer.from([2, 0, 255, 255, 255, 255]))),
    'node-nonsense',
  ],
  [
    'accepts in items longer than the PDU',
    firstData((socket) => socket.write(writePdu(2, Buffer.alloc(72, 0x21)))),
    'node-nonsense',
  ],
  [
    'accepts another transfer syntax',
    firstData((socket) => {
      const other = accept.toString('latin1').replace('1.2.840.10008.1.2.1\x50', '1.2.840.10008.1.2.2\x50');
      socket.write(Buffer.from(other, 'latin1'));
      // Nothing can be sent, so what comes next is the release, which would be waited for in vain.
      socket.once('data', () => socket.end(writeRelease(pduType.releaseReply)));
    }),
    'node-refused',
  ],
  [
    'aborts in the middle',
    afterAccept((socket) => socket.end(writePdu(pduType.abort, Buffer.from([0, 0, 2, 1])))),
    'node-aborted',
  ],
  ['resets in the middle', afterAccept((socket) => socket.resetAndDestroy()), 'node-aborted'],
  ['stops reading in the middle', afterAccept((socket) => socket.pause()), 'node-silent'],
  [
    'answers with a command that is none',
    afterAccept((socket) =>
      socket.write(writeValue(1, Buffer.alloc(9, 7), { isCommand: true, isLast: true })),
    ),
    'node-nonsense',
  ],
  ['answers without an end', afterAccept((socket) => flood(socket)), 'node-nonsense'],
];

/** Each byte is in time, and the whole never. */
function drip(socket: Socket): void {
  let sent = 0;
  const timer = setInterval(() => socket.write(accept.subarray(sent, ++sent)), 40);
  socket.on('close', () => clearInterval(timer));
}

function flood(socket: Socket): void {
  const part = writeValue(1, Buffer.alloc(16_000), { isCommand: true, isLast: false });
  const write = (): void => {
    while (!socket.destroyed && socket.write(part));
  };
  socket.on('drain', write);
  write();
}

describe('sending to a node that', () => {
  it.each(badPeers)('%s ends with a code for every object', async (_, behave, code) => {
    const objects = [given(film), given(film)];
    const patience = code === 'node-silent' ? 400 : 20_000;
    const outcomes = await withPeer(behave, (port) => send(nodeAt(port), objects, patience));
    expect(outcomes.map(({ problem, isStored }) => [problem?.code, isStored])).toEqual([
      [code, false],
      [code, false],
    ]);
  });

  it('is not there is told to be out of reach', async () => {
    const node = nodeAt(await freePort());
    expect(await codeOf(echoNode(node, { aeTitle: 'OSTEON', signal }))).toBe('node-unreachable');
    expect(usualPort).toBe(11_112);
  });

  it('hangs is left at once when the person stops it', async () => {
    const stop = new AbortController();
    const work = withPeer(
      () => stop.abort(),
      (port) =>
        sendObjects(nodeAt(port), [given(film)], {
          aeTitle: 'A',
          signal: stop.signal,
          onOutcome: () => undefined,
        }),
    );
    expect(await codeOf(work)).toBe('cancelled');
  });
});
