import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameOfFile } from '#common/contract/engine';
import type { NetworkNews } from '#common/contract/dicom-network';
import { parseDataSet } from '#common/dicom/parse';
import { Tag } from '#common/dicom/tags';
import { toErrorReport } from '#common/errors';
import { createEngine, type Engine } from '#node/engine/engine';
import { dataSetOf } from '#node/network/sendable';
import { echoNode, sendObjects } from '#node/network/send-objects';
import { readFileStamp } from '#node/survey/file-stamp';
import { describeWithDcmtk, freePort, startStorePeer, type StorePeer } from '../../support/dcmtk-peer.ts';
import { filmFile } from '../../support/film-file.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const decodeWorker = join(__dirname, '../../../out/main/decode-worker.cjs');
const signal = new AbortController().signal;
const film = filmFile({ SOPInstanceUID: '1.2.3.1' });
let folder: string;
let engine: Engine;
let news: NetworkNews[];
let heed: (told: NetworkNews) => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-engine-network-'));
  news = [];
  engine = createEngine();
  heed = () => undefined;
  engine.onNetwork((told) => {
    news.push(told);
    heed(told);
  });
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

function writePolicy(network: unknown): string {
  const file = join(folder, 'policy.json');
  writeFileSync(file, JSON.stringify({ format: 'osteon-policy', version: 1, locked: {}, network }));
  return file;
}

async function start(policyFile: string, listening?: boolean): Promise<void> {
  const modelDirectory = join(folder, 'model');
  await writeTinyModel(modelDirectory, { gain: -16, rows: 64, columns: 64 });
  const more = listening === undefined ? {} : { listening };
  await engine.handlers.start({ modelDirectory, provider: 'auto', decodeWorker, policyFile, ...more });
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (thrown: unknown) => toErrorReport(thrown).code,
  );

describe('the network of an engine', () => {
  it('is none without a policy that names it', async () => {
    await start(join(folder, 'none.json'));
    expect(await engine.handlers.dicomNetwork(undefined)).toBeNull();
    expect(await codeOf(engine.handlers.echoNode('pacs'))).toBe('network-off');
    expect(await codeOf(engine.handlers.listen(true))).toBe('network-off');
    expect(await codeOf(engine.handlers.receivedFolder(undefined))).toBe('network-off');
  });

  it('says nothing of where keys lie, and refuses nodes that the policy does not name', async () => {
    const tls = { authority: '/secret/ca.pem', certificate: null, key: '/secret/key.pem' };
    const node = { name: 'pacs', aeTitle: 'PACS', host: 'pacs.invalid', port: 104, tls };
    await start(writePolicy({ nodes: [node] }));
    const state = await engine.handlers.dicomNetwork(undefined);
    expect(state).toMatchObject({
      aeTitle: 'OSTEON',
      nodes: [{ name: 'pacs', aeTitle: 'PACS', host: 'pacs.invalid', port: 104, isEncrypted: true }],
      listener: { isAllowed: false, isListening: false },
    });
    expect(JSON.stringify(state)).not.toContain('secret');
    expect(await codeOf(engine.handlers.echoNode('other'))).toBe('node-unknown');
    expect(await codeOf(engine.handlers.listen(true))).toBe('network-off');
  });

  it('names a policy that cannot be read instead of going without', async () => {
    const file = join(folder, 'policy.json');
    writeFileSync(file, '{');
    await start(file);
    expect(await codeOf(engine.handlers.dicomNetwork(undefined))).toBe('policy-invalid');
  });

  it('receives once it is told to, counts, and closes the port when it is told so', async () => {
    const port = await freePort();
    const listener = { on: true, port, callingAeTitles: ['XRAY'], folder };
    await start(writePolicy({ aeTitle: 'READER', listener }));
    const node = { name: 'osteon', aeTitle: 'READER', host: '127.0.0.1', port, tls: null };
    const echo = (aeTitle: string) => codeOf(echoNode(node, { aeTitle, signal }));
    expect(await echo('XRAY')).toBe('node-unreachable');
    expect(await engine.handlers.listen(true)).toMatchObject({ listener: { isListening: true, port } });
    expect(await echo('STRANGER')).toBe('node-refused');
    const objects = [film, film].map((bytes) => ({ read: async () => bytes }));
    await sendObjects(node, objects, { aeTitle: 'XRAY', signal, onOutcome: () => undefined });
    expect(news.at(-1)).toMatchObject({
      kind: 'listener',
      listener: { received: 1, known: 1, troubles: 1, lastTrouble: { code: 'node-refused' } },
    });
    expect(await engine.handlers.receivedFolder(undefined)).toBe(folder);
    expect(await engine.handlers.listen(false)).toMatchObject({ listener: { isListening: false } });
    expect(await echo('XRAY')).toBe('node-unreachable');
  });

  it('receives from the start where the policy says so, unless a person stopped it before', async () => {
    const listener = { on: true, startsWithOsteon: true, port: await freePort(), folder };
    const policy = writePolicy({ listener });
    await start(policy);
    expect(await engine.handlers.dicomNetwork(undefined)).toMatchObject({ listener: { isListening: true } });
    await engine.close();
    engine = createEngine();
    await start(policy, false);
    expect(await engine.handlers.dicomNetwork(undefined)).toMatchObject({ listener: { isListening: false } });
  });

  it('goes on without a listener whose port another program has, and says so', async () => {
    const port = await freePort();
    const policy = writePolicy({ listener: { on: true, startsWithOsteon: true, port, folder } });
    await start(policy);
    const second = createEngine();
    const modelDirectory = join(folder, 'model');
    await second.handlers.start({ modelDirectory, provider: 'auto', decodeWorker, policyFile: policy });
    expect(await second.handlers.dicomNetwork(undefined)).toMatchObject({
      listener: { isListening: false, lastTrouble: { code: 'listener-unavailable' } },
    });
    await second.close();
  });
});

describeWithDcmtk('what an engine sends to storescp', () => {
  let peer: StorePeer;
  let file: FrameOfFile;
  beforeEach(async () => {
    peer = await startStorePeer(join(folder, 'peer'), 'PEER');
    const node = { name: 'peer', aeTitle: 'PEER', host: '127.0.0.1', port: peer.port };
    const path = join(folder, 'film.dcm');
    writeFileSync(path, film);
    file = { path, frame: 0, stamp: await readFileStamp(path), sopInstanceUid: '1.2.3.1' };
    await start(writePolicy({ nodes: [node, { ...node, name: 'gone', port: await freePort() }] }));
  });
  afterEach(() => peer.kill());

  const to = (node: string) => ({ kind: 'node', node }) as const;
  const wanted = { report: true, picture: false, view: null, drawn: null };
  const order = { form: 'folder' as const, softwareVersion: '1', wanted, keyFiles: [] };

  it('is an echo that is answered', async () => {
    expect(await engine.handlers.echoNode('peer')).toBeGreaterThan(0);
    expect(await codeOf(engine.handlers.echoNode('gone'))).toBe('node-unreachable');
  });

  it('is the objects of a film, none of which is laid down here', async () => {
    const before = readdirSync(tmpdir()).length;
    const saved = await engine.handlers.saveObjects({ ...order, file, to: to('peer'), keyFiles: [file] });
    expect(saved).toEqual({ written: 2, altered: 0, refusals: [] });
    const sets = peer.received().map((bytes) => parseDataSet(bytes));
    expect(sets.map((set) => set.text(Tag.modality)).sort()).toEqual(['KO', 'SR']);
    expect(readdirSync(folder).sort()).toEqual(['film.dcm', 'model', 'peer', 'policy.json']);
    expect(readdirSync(tmpdir()).length).toBeLessThanOrEqual(before);
    expect(news.at(-1)).toEqual({ kind: 'sending', done: 2, total: 2 });
  });

  it('is a film byte for byte, or without whom it shows', async () => {
    const secretFile = join(folder, 'pseudonyms');
    const leaving = { files: [file], form: 'folder' as const, secretFile, to: to('peer') };
    const whole = await engine.handlers.exportDicom({ ...leaving, deidentification: null });
    expect(whole).toMatchObject({ written: 1, refusals: [] });
    const [kept] = peer.received();
    expect(Buffer.from(dataSetOf(kept!)).equals(Buffer.from(dataSetOf(film)))).toBe(true);
    const deidentification = { retained: [], dates: 'removed' as const, redactions: [] };
    const without = await engine.handlers.exportDicom({ ...leaving, deidentification });
    expect(without).toMatchObject({ written: 1, refusals: [] });
    const name = parseDataSet(film).text(Tag.patientName)!;
    const others = peer.received().filter((bytes) => !Buffer.from(bytes).includes(name));
    expect(name.length).toBeGreaterThan(3);
    expect(others).toHaveLength(1);
  });

  it('is nothing where the node is gone, which is said once', async () => {
    const saved = await engine.handlers.saveObjects({ ...order, file, to: to('gone'), keyFiles: [file] });
    expect(saved.written).toBe(0);
    expect(saved.refusals.map(({ code }) => code)).toEqual(['node-unreachable']);
  });

  it('ends where it is stopped, with what was not sent named', async () => {
    const files: FrameOfFile[] = [];
    for (let index = 0; index < 30; index++) {
      const path = join(folder, `${index}.dcm`);
      const sopInstanceUid = `1.2.3.1.${index}`;
      writeFileSync(path, filmFile({ SOPInstanceUID: sopInstanceUid }));
      files.push({ path, frame: 0, stamp: await readFileStamp(path), sopInstanceUid });
    }
    const secretFile = join(folder, 'pseudonyms');
    heed = (told) => {
      if (told.kind === 'sending' && told.done === 1) void engine.handlers.stopSending(undefined);
    };
    const { written, refusals } = await engine.handlers.exportDicom({
      ...{ files, form: 'folder', secretFile, deidentification: null, to: to('peer') },
    });
    expect(refusals.map(({ code }) => code)).toEqual(['cancelled']);
    expect(written).toBeLessThan(30);
    expect(peer.received().length).toBeGreaterThanOrEqual(written);
  });
});
