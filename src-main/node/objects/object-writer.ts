import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sourceOf, sourceText, type FilmSource } from '#common/contract/film-source';
import { AppError, toErrorReport, type ErrorReport } from '#common/errors';
import type { ModelCard } from '#common/model/model-card';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import type { AttributeTree } from '#common/objects/attribute-tree';
import type { Making } from '#common/objects/composite';
import { capturePicture } from '#common/objects/capture-picture';
import { keySelection } from '#common/objects/key-selection';
import { measurementReport } from '#common/objects/measurement-report';
import { presentationState } from '#common/objects/presentation-state';
import { resultReport } from '#common/objects/result-report';
import { secondaryCapture } from '#common/objects/secondary-capture';
import { requireReferable, type SourceFrame, type SourceIdentity } from '#common/objects/source-identity';
import { uidOf } from '#common/objects/uid';
import type { ViewState } from '#common/objects/view-state';
import { hasPrediction } from '#common/viewer/finding';
import type { DecodePool } from '../decode/decode-pool.ts';
import { writeOutput } from '../report/write-output.ts';
import type { JudgedFrameOfScan } from '../scan/scan-films.ts';
import { errnoOf } from '../survey/system-error.ts';
import { writePart10 } from './part-10.ts';

/** The objects that are wanted of every result, each with the folder that takes it. */
export interface ObjectFolders {
  readonly dicomSr?: string;
  /** Of films that got a number; others have nothing to show. */
  readonly secondaryCapture?: string;
}

export interface ObjectWriterOptions {
  readonly folders: ObjectFolders;
  readonly card: ModelCard;
  readonly softwareVersion: string;
  /** As `checkUidRoot` accepts it; UUIDs if left out. */
  readonly uidRoot?: string;
  /** Takes an object in place of the disk; whether it lies there then is its matter. */
  put?(file: string, bytes: Uint8Array): Promise<void>;
  /** Told why a film gets no objects: it lacks what they must have, which is no reason to stop. */
  onRefused(film: string, reason: ErrorReport): void;
}

type Ending = 'sr' | 'sc' | 'pr' | 'ms';

/** An object, with the folder that takes it. */
type Made = readonly [folder: string, ending: Ending, tree: AttributeTree];

/**
 * Writes the objects of results as these come. An object is named after the image it is of, so that one written
 * anew takes the place of the last.
 */
export class ObjectWriter {
  readonly #options: ObjectWriterOptions;
  readonly #identify: DecodePool['identify'];
  readonly #series = new Map<string, { readonly uid: string; instances: number }>();
  /** Objects so far. */
  written = 0;
  /** Films that got none. */
  refused = 0;

  constructor(pool: Pick<DecodePool, 'identify'>, options: ObjectWriterOptions) {
    this.#identify = pool.identify;
    this.#options = options;
  }

  /**
   * Writes what is wanted of a result, but nothing of a picture that was made of a film: those of an earlier scan would
   * each be reported on whenever their folder is scanned again.
   *
   * @throws AppError `output-unwritable` or `disk-full`
   */
  async write(judged: JudgedFrameOfScan): Promise<void> {
    if (judged.result.scope.reason === 'secondary-capture') return;
    await this.#write(judged.source, judged.frame, (identity) => this.#make(identity, judged));
  }

  /** Writes how a film is read. @throws AppError `output-unwritable` or `disk-full` */
  async writeState(
    source: FilmSource,
    decoded: DecodedFrame,
    view: ViewState,
    folder: string,
  ): Promise<void> {
    const { frame } = decoded;
    await this.#write(source, frame, (identity) => {
      const making = this.#making(identity, 'pr');
      return [[folder, 'pr', presentationState({ identity, frame }, decoded, view, making)]];
    });
  }

  /** Writes what is drawn on a film with its numbers, or nothing. @throws AppError `output-unwritable` or `disk-full` */
  async writeMeasurements(
    source: FilmSource,
    decoded: DecodedFrame,
    drawn: Pick<ViewState, 'annotations' | 'calibration'>,
    folder: string,
  ): Promise<void> {
    const { frame } = decoded;
    await this.#write(source, frame, (identity) => {
      const report = measurementReport({ identity, frame }, decoded, drawn, this.#making(identity, 'ms'));
      return report === null ? [] : [[folder, 'ms', report]];
    });
  }

  /**
   * Writes which frames of a study are its key images, named after the study; a frame that nothing can refer to
   * refuses them all.
   *
   * @throws AppError `output-unwritable` or `disk-full`
   */
  async writeKeySelection(
    frames: readonly (FilmSource & { readonly frame: number })[],
    folder: string,
  ): Promise<void> {
    const [first] = frames;
    if (first === undefined) return;
    try {
      const sources: SourceFrame[] = [];
      for (const { frame, ...film } of frames)
        sources.push({ identity: await this.#identify(sourceOf(film)), frame });
      const { identity } = sources[0]!;
      const tree = keySelection(sources, '', this.#making(identity, 'ko'));
      await this.#put(join(folder, `${identity.StudyInstanceUID}.ko.dcm`), tree);
      this.written++;
    } catch (thrown) {
      const reason = toErrorReport(thrown);
      if (reason.code !== 'not-referable') throw thrown;
      this.refused++;
      this.#options.onRefused(sourceText(sourceOf(first)), reason);
    }
  }

  async #write(
    source: FilmSource,
    frame: number,
    make: (identity: SourceIdentity) => readonly Made[],
  ): Promise<void> {
    let trees: readonly Made[];
    let identity: SourceIdentity;
    try {
      identity = await this.#identify(source);
      trees = make(identity);
    } catch (thrown) {
      this.refused++;
      this.#options.onRefused(sourceText(source), toErrorReport(thrown));
      return;
    }
    for (const [folder, ending, tree] of trees)
      await this.#put(join(folder, `${identity.SOPInstanceUID}.${frame + 1}.${ending}.dcm`), tree);
    this.written += trees.length;
  }

  /** @throws AppError `output-unwritable` or `disk-full` */
  async #put(file: string, tree: AttributeTree): Promise<void> {
    const put = this.#options.put ?? ((_, bytes) => writeOutput(file, Readable.from([bytes])));
    await put(file, writePart10(tree));
  }

  #make(identity: SourceIdentity, { frame, result, decoded }: JudgedFrameOfScan): readonly Made[] {
    const { folders, card } = this.#options;
    const made: Made[] = [];
    if (folders.dicomSr !== undefined) {
      const report = resultReport({ identity, frame, result }, card, this.#making(identity, 'sr'));
      made.push([folders.dicomSr, 'sr', report]);
    }
    if (folders.secondaryCapture !== undefined && decoded !== null && hasPrediction(result)) {
      requireReferable(identity);
      const picture = capturePicture(decoded, result, card);
      const capture = secondaryCapture({ identity, frame }, picture, this.#making(identity, 'sc'));
      made.push([folders.secondaryCapture, 'sc', capture]);
    }
    return made;
  }

  /** Objects of one kind share a series within their study. */
  #making({ StudyInstanceUID }: SourceIdentity, ending: Ending | 'ko'): Making {
    const { uidRoot, softwareVersion } = this.#options;
    const newUid = () => uidOf(randomUUID(), uidRoot);
    const key = `${ending} ${StudyInstanceUID}`;
    const series = this.#series.get(key) ?? { uid: newUid(), instances: 0 };
    this.#series.set(key, series);
    const instanceNumber = ++series.instances;
    return { newUid, seriesInstanceUid: series.uid, instanceNumber, at: new Date(), softwareVersion };
  }
}

/** Makes the folders of wanted objects where they are missing. @throws AppError `output-unwritable` */
export async function makeFolders(folders: ObjectFolders): Promise<void> {
  try {
    for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new AppError('output-unwritable', `The folder cannot be made (${errnoOf(cause)}).`, { cause });
  }
}
