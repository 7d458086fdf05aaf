import { createHook } from 'node:async_hooks';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEvents, FrameOfFile } from '#common/contract/engine';
import { createEngine } from '#node/engine/engine';
import { toErrorReport } from '#common/errors';
import { freePort } from '../../support/dcmtk-peer.ts';
import { filmFile } from '../../support/film-file.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const decodeWorker = join(__dirname, '../../../out/main/decode-worker.cjs');
/** What Node makes for a connection, a server, a datagram and a question to a name server, whoever asks for it. */
const networkResources =
  /^(TCP|UDP|TLS|GETADDRINFO|GETNAMEINFO|QUERY|DNSCHANNEL|HTTPCLIENT|HTTPINCOMING|HTTP2|QUIC)/;

let folder: string;
let opened: string[];
const hook = createHook({
  init(_id, type) {
    if (networkResources.test(type)) opened.push(type);
  },
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-offline-'));
  await writeTinyModel(join(folder, 'model'), { gain: -16, rows: 64, columns: 64 });
  opened = [];
  hook.enable();
});
afterEach(() => {
  hook.disable();
  rmSync(folder, { recursive: true, force: true });
});

const place = (name: string): string => join(folder, name);

function writePolicy(network: unknown): string {
  const file = place('policy.json');
  writeFileSync(file, JSON.stringify({ format: 'osteon-policy', version: 1, locked: {}, network }));
  return file;
}

const startRequest = (policyFile: string) => ({
  ...{ modelDirectory: place('model'), provider: 'auto' as const, decodeWorker, policyFile },
  ...{ indexFile: place('index.db'), agreementFile: place('agreement.log') },
});

describe('an engine', () => {
  it('opens nothing on the network in a whole life of reading, where nobody asks for it', async () => {
    const policy = writePolicy({
      nodes: [{ name: 'pacs', aeTitle: 'PACS', host: '127.0.0.1', port: await freePort() }],
      listener: { on: true, port: await freePort(), callingAeTitles: ['XRAY'], folder },
    });
    opened = [];
    const engine = createEngine();
    const found: EngineEvents['surveyed'][] = [];
    engine.onSurveyed((payload) => found.push(payload));
    const { handlers } = engine;
    expect(await handlers.start(startRequest(policy))).toMatchObject({ state: 'ready' });
    writeFileSync(place('film.dcm'), filmFile({ SOPInstanceUID: '1.2.3.1' }));
    await handlers.survey({ surveyId: 'one', paths: [place('film.dcm')] });
    const { path, stamp, attributes } = found.flatMap(({ images }) => images)[0]!;
    const file: FrameOfFile = { path, frame: 0, stamp, sopInstanceUid: attributes.sopInstanceUid };
    await handlers.loadPreview(file);
    await handlers.loadFrame(file);
    await handlers.loadThumbnail(file);
    await handlers.listElements(file);
    expect(await handlers.classify(file)).toHaveProperty('scope');
    const wanted = { report: true, picture: false, view: null, drawn: null };
    const to = { kind: 'folder', folder } as const;
    const order = { file, to, form: 'folder' as const, softwareVersion: '1', wanted, keyFiles: [file] };
    expect(await handlers.saveObjects(order)).toMatchObject({ written: 2 });
    const leaving = { files: [file], form: 'medium' as const, secretFile: place('secret'), to };
    expect(await handlers.exportDicom({ ...leaving, deidentification: null })).toMatchObject({ written: 1 });
    const every = { text: '', statuses: [], findings: [], keyImages: false };
    const query = { ...every, order: 'arrival' as const, descending: true };
    expect(await handlers.findStudies(query)).toHaveProperty('total');
    expect(await handlers.dicomNetwork(undefined)).toMatchObject({ nodes: [{ name: 'pacs' }] });
    await engine.close();
    expect(opened).toEqual([]);
  });

  it('is seen to open a connection once it is asked to, and a server', async () => {
    const listener = { on: true, port: await freePort(), callingAeTitles: ['XRAY'], folder };
    const node = { name: 'pacs', aeTitle: 'PACS', host: '127.0.0.1', port: await freePort() };
    const policy = writePolicy({ nodes: [node], listener });
    opened = [];
    const engine = createEngine();
    await engine.handlers.start(startRequest(policy));
    const report = await engine.handlers.echoNode('pacs').then(String, toErrorReport);
    expect(report).toMatchObject({ code: 'node-unreachable' });
    expect(opened).toContain('TCPWRAP');
    await engine.handlers.listen(true);
    expect(opened).toContain('TCPSERVERWRAP');
    await engine.close();
  });
});
