import { decodeFrame } from '../../src-main/node/decode/decode-frame.ts';
import { loadModel } from '../../src-main/node/inference/model-store.ts';
import { writeDicom } from '../../src-main/development/write-dicom.ts';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFracAtlas, type Radiograph } from '../../training/dataset/fracatlas.ts';
import { readCheckpoint } from '../../training/fine-tuning/checkpoint.ts';
import { runEntry } from '../support/run-entry.ts';
import { describeWithSharedData } from '../support/shared-data.ts';

// A dozen steps of the whole network at its full size.
jest.setTimeout(900_000);

const shippedModel = join(__dirname, '../../assets/models');

/** A radiograph as a clinic's archive would give it: one DICOM file in the folder of its label. */
async function writeAsDicom(folder: string, film: Radiograph, patient: number): Promise<void> {
  const { description, storedValues } = await decodeFrame(readFileSync(film.path), 0);
  const { rows, columns, samplesPerPixel } = description.pixels;
  const grey = Uint8Array.from({ length: rows * columns }, (_, i) => storedValues[i * samplesPerPixel]!);
  const place = join(folder, film.fractured ? 'Fractured' : 'Not Fractured');
  mkdirSync(place, { recursive: true });
  const attributes = {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.1.1',
    SOPInstanceUID: `2.25.${film.block}${patient}`,
    Modality: 'DX',
    PatientID: `MADE-UP-${patient}`,
    BodyPartExamined: 'HAND',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: rows,
    Columns: columns,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
  };
  writeFileSync(join(place, film.file.replace(/\.\w+$/, '')), writeDicom(attributes, grey));
}

describeWithSharedData("npm run train with a clinic's own films", (data) => {
  const folder = mkdtempSync(join(tmpdir(), 'osteon-clinic-'));
  const [films, run] = [join(folder, 'films'), join(folder, 'run')];
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(async () => {
    const { radiographs } = await readFracAtlas(data);
    const validation = radiographs.filter(({ split }) => split === 'validation');
    for (const fractured of [true, false]) {
      const chosen = validation.filter((film) => film.fractured === fractured).slice(0, 14);
      // Two films a patient.
      for (const [i, film] of chosen.entries())
        await writeAsDicom(films, film, (fractured ? 0 : 100) + Math.floor(i / 2));
    }
  });

  it('goes on from the shipped model, keeps patients together and replaces nothing', async () => {
    const before = (await loadModel(shippedModel)).card;
    const own = ['--data', films, '--from', shippedModel, '--run', run, '--cache', join(folder, 'cache')];
    const { code, stdout, stderr } = await runEntry('train.ts', own);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/train +validation +\d+ .* 0\n/);
    expect(stdout).toMatch(/clinic: epoch 4 at \d+, loss [\d.]+, validation AUROC/);
    expect(code).toBe(0);
    const { state } = await readCheckpoint(join(run, 'clinic/last.safetensors'));
    expect(state.step).toBe(8);
    // Loading it compares its bytes with the hash in the card.
    expect((await loadModel(shippedModel)).card).toEqual(before);
  });

  it('writes a candidate whose card names the model it went on from', async () => {
    const { card: parent } = await loadModel(shippedModel);
    const { card } = await loadModel(join(run, 'candidate'));
    expect(card.parent).toEqual({ name: parent.name, version: parent.version, sha256: parent.onnx.sha256 });
    expect(card.input).toEqual(parent.input);
    expect(card.version).toBe(`${parent.version}+own`);
  });
});
