import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import protobuf from 'protobufjs';
import type { ModelTrust } from '../../../src-main/common/contract/model-trial.ts';
import { sha256 } from '../../../src-main/node/inference/model-store.ts';
import { readModelPackage } from '../../../src-main/node/models/model-package.ts';
import { ModelShelf } from '../../../src-main/node/models/model-shelf.ts';
import { packModel } from '../../../src-main/node/models/pack-model.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';
import { handMadeZip } from '../../support/zip-bytes.ts';

const ours = generateKeyPairSync('ed25519');
const strangers = generateKeyPairSync('ed25519');
const pem = ours.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const key = ours.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const signedOnly: ModelTrust = { install: 'signed', keys: [key] };
const anyModel: ModelTrust = { install: 'any', keys: [] };

let folder: string;
let signed: Uint8Array;
let unsigned: Uint8Array;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-packages-'));
  await writeTinyModel(join(folder, 'tiny'));
  signed = await packModel(join(folder, 'tiny'), pem);
  unsigned = await packModel(join(folder, 'tiny'), null);
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(bytes: Uint8Array, trust: ModelTrust = signedOnly) {
  const path = join(folder, 'package');
  writeFileSync(path, bytes);
  return readModelPackage(path, trust);
}

/** The package with one member changed, added or taken away. */
function withMember(bytes: Uint8Array, name: string, content: Uint8Array | null): Uint8Array {
  const { [name]: _old, ...rest } = unzipSync(bytes);
  return zipSync({ ...rest, ...(content && { [name]: content }) } as Zippable);
}

/** An unsigned package whose hashes are right and whose network is another one. */
function withNetwork(network: Uint8Array): Uint8Array {
  const members = unzipSync(unsigned);
  const cardFile = 'fracture-classifier.json';
  const card = JSON.parse(Buffer.from(members[cardFile]!).toString()) as { onnx: { sha256: string } };
  card.onnx.sha256 = sha256(network);
  const cardBytes = Buffer.from(JSON.stringify(card));
  const manifest = {
    format: 'osteon-model',
    version: 1,
    card: { file: cardFile, sha256: sha256(cardBytes) },
    network: { file: 'tiny.onnx', sha256: sha256(network) },
  };
  return zipSync({
    'manifest.json': Buffer.from(JSON.stringify(manifest)),
    [cardFile]: cardBytes,
    'tiny.onnx': network,
  });
}

// Of the fields that a network could reach out of its file by, written by another encoder than the reader's.
const { root } = protobuf.parse(`syntax = "proto3";
  message Model { Graph graph = 7; repeated Set opset_import = 8; bytes functions = 25; }
  message Set { string domain = 1; }
  message Graph { repeated Node node = 1; repeated Tensor initializer = 5; }
  message Node { repeated Attribute attribute = 5; string domain = 7; }
  message Attribute { Tensor t = 5; Graph g = 6; }
  message Tensor { repeated int64 dims = 1; bytes external_data = 13; int32 data_location = 14; }`);
const model = root.lookupType('Model');
const onnx = (fields: object): Uint8Array => model.encode(model.fromObject(fields)).finish();

describe('readModelPackage', () => {
  it('reads a package that a trusted key signed, and names the key', async () => {
    const { card, signer, files } = await read(signed);
    expect([card.name, signer]).toEqual(['tiny', { key }]);
    expect([...files.keys()].sort()).toEqual([
      'fracture-classifier.json',
      'manifest.json',
      'manifest.sig',
      'tiny.onnx',
    ]);
  });

  it('lets an unsigned one in only where the policy does', async () => {
    expect((await read(unsigned, anyModel)).signer).toBeNull();
    await expect(read(unsigned)).rejects.toMatchObject({ code: 'model-package-untrusted' });
    await expect(read(signed, { install: 'none', keys: [key] })).rejects.toMatchObject({
      code: 'locked-by-policy',
    });
  });

  it('refuses a signature of another key, even where unsigned ones are let in', async () => {
    const other = strangers.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const theirs = await packModel(join(folder, 'tiny'), other);
    await expect(read(theirs)).rejects.toMatchObject({ code: 'model-package-untrusted' });
    await expect(read(theirs, anyModel)).rejects.toMatchObject({ code: 'model-package-untrusted' });
  });

  it.each<[string, () => Uint8Array]>([
    ['no archive', () => Buffer.from('{"format":"osteon-model"}')],
    ['without its manifest', () => withMember(unsigned, 'manifest.json', null)],
    ['without its network', () => withMember(unsigned, 'tiny.onnx', null)],
    ['with another card', () => withMember(unsigned, 'fracture-classifier.json', Buffer.from('{}'))],
    ['with another network', () => withMember(unsigned, 'tiny.onnx', new Uint8Array(9))],
    [
      'with a file that leads out of its folder',
      () => withMember(unsigned, '../evil.onnx', new Uint8Array(1)),
    ],
    ['with a library beside the network', () => withMember(unsigned, 'ops.so', new Uint8Array(1))],
    ['with a manifest of 2 MB', () => withMember(unsigned, 'manifest.json', new Uint8Array(2 ** 21))],
    ['cut in half', () => unsigned.subarray(0, unsigned.length / 2)],
    [
      'that says it holds 200 MB in 100 bytes',
      () =>
        handMadeZip([
          { name: Buffer.from('manifest.json'), packed: new Uint8Array(100), method: 8, size: 200e6 },
        ]),
    ],
  ])('refuses a package %s', async (_case, bytes) => {
    await expect(read(bytes(), anyModel)).rejects.toMatchObject({
      code: expect.stringMatching(/^(model-package-invalid|archive-damaged)$/),
    });
  });

  it.each([
    ['external weights', onnx({ graph: { initializer: [{ externalData: Buffer.from('x') }] } })],
    ['weights that lie elsewhere', onnx({ graph: { initializer: [{ dataLocation: 1 }] } })],
    [
      'external weights inside a branch',
      onnx({ graph: { node: [{ attribute: [{ g: { initializer: [{ dataLocation: 1 }] } }] }] } }),
    ],
    ['operators of its own', onnx({ graph: { node: [{ domain: 'evil.ops' }] } })],
    ['an operator set of its own', onnx({ graph: {}, opsetImport: [{ domain: 'evil.ops' }] })],
    ['functions of its own', onnx({ graph: {}, functions: Buffer.from('x') })],
    ['no graph', onnx({})],
    ['bytes of another kind', Buffer.from('PK\u0003\u0004 no network')],
  ])('refuses a network with %s before the runtime sees it', async (_case, network) => {
    await expect(read(withNetwork(network), anyModel)).rejects.toMatchObject({
      code: 'model-package-invalid',
    });
  });
});

describe('ModelShelf', () => {
  const builtIn = '/built-in';
  it('uses what was installed, goes back, and keeps to the built-in model where it was tampered with', async () => {
    const place = join(folder, 'shelf');
    const shelf = new ModelShelf(place, builtIn, signedOnly);
    expect([shelf.directory, shelf.canGoBack]).toEqual([builtIn, false]);
    const model = await read(signed);
    shelf.keep(model);
    expect(shelf.directory).toBe(builtIn);
    shelf.use(model.id);
    const installed = join(place, model.id);
    expect(shelf.directory).toBe(installed);
    expect(readdirSync(installed)).toHaveLength(4);
    // Another policy takes effect at the next start.
    expect(new ModelShelf(place, builtIn, { install: 'signed', keys: [] }).directory).toBe(builtIn);
    expect(new ModelShelf(place, builtIn, { install: 'none', keys: [key] }).directory).toBe(builtIn);

    const card = join(installed, 'fracture-classifier.json');
    const whole = readFileSync(card);
    writeFileSync(card, whole.toString().replace('"threshold":0.8', '"threshold":0.1'));
    expect(shelf.directory).toBe(builtIn);
    shelf.keep(model);
    expect(shelf.directory).toBe(installed);

    shelf.goBack();
    expect([shelf.directory, shelf.canGoBack]).toEqual([builtIn, false]);
    expect(() => shelf.goBack()).toThrow(expect.objectContaining({ code: 'model-not-found' }));
  });

  it.each(['{', '{"version":1,"used":["../../etc"]}', '{"version":1,"used":["' + '0'.repeat(64) + '"]}'])(
    'keeps to the built-in model where the file of what is in use says %s',
    (text) => {
      const place = mkdtempSync(join(folder, 'hostile-'));
      writeFileSync(join(place, 'in-use.json'), text);
      expect(new ModelShelf(place, builtIn, anyModel).directory).toBe(builtIn);
    },
  );
});
