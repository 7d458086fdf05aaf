import { createHmac, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { isPositive, readerCall, type Statement } from '#common/agreement/entry';
import type { AgreementFilter } from '#common/agreement/statistics';
import {
  readerNameSchema,
  type NamedReport,
  type Readers,
  type RecordedVerdict,
} from '#common/contract/agreement';
import type { OpeningId } from '#common/contract/ipc';
import type { StudyId } from '#common/browse/study-summary';
import { AppError } from '#common/errors';
import type { BatchHost } from './batch-host.ts';
import type { EngineHost } from './engine-host.ts';
import { JsonFile, type Envelope } from './json-file.ts';

const mostNames = 50;

const readersSchema = v.strictObject({
  /** Of the keyed hashes, in hexadecimal digits. */
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  names: v.pipe(v.array(readerNameSchema), v.maxLength(mostNames)),
});
type KeptReaders = v.InferOutput<typeof readersSchema>;

export interface AgreementServices {
  readonly engine: Pick<EngineHost, 'ask'>;
  readonly batch: Pick<BatchHost, 'judgementOf'>;
  /** Opens a study of the index. */
  openStudy(studyId: StudyId): Promise<OpeningId>;
}

/** Knows who reads, and turns people, studies and films into what the agreement log may hold of them. */
export class AgreementDesk {
  readonly #file: JsonFile<KeptReaders | null>;
  readonly #services: AgreementServices;
  #kept: KeptReaders | null = null;
  #current: string | null = null;

  /** @param envelope seals the names where what is kept of people is encrypted */
  constructor(path: string, envelope: Envelope, services: AgreementServices) {
    this.#file = new JsonFile<KeptReaders | null>(path, v.nullable(readersSchema), null, envelope);
    this.#services = services;
  }

  readers(): Readers {
    return { names: this.#readers().names, current: this.#current };
  }

  /** Whoever reads from now on. */
  nameReader(name: string): Readers {
    const { key, names } = this.#readers();
    this.#current = name;
    this.#kept = { key, names: [name, ...names.filter((other) => other !== name)].slice(0, mostNames) };
    this.rewrite();
    return this.readers();
  }

  /** As the envelope has it now. */
  rewrite(): void {
    if (this.#kept !== null) this.#file.write(this.#kept);
  }

  /** @throws AppError `invalid-request` where nobody reads or another model judged, and those of the log */
  async record({ filmId, ...said }: RecordedVerdict): Promise<void> {
    if (this.#current === null) throw new AppError('invalid-request', 'Nobody said who reads.');
    const film = this.#services.batch.judgementOf(filmId);
    const card = await this.#services.engine.ask('modelCard', undefined);
    if (film.modelSha256 !== card.onnx.sha256)
      throw new AppError('invalid-request', 'Another model judged this film.');
    const { threshold } = card.operatingPoints.sensitive;
    const { probability, label, bodyPart, manufacturer } = film;
    const operatingPoint = { name: 'sensitive', threshold } as const;
    const positive = isPositive({ probability, operatingPoint });
    const call = said.verdict === null ? null : readerCall(said.verdict, positive);
    const statement: Statement = {
      ...said,
      reader: this.#pseudonym('reader', this.#current),
      study: this.#pseudonym('study', film.study),
      film: this.#pseudonym('film', film.film),
      model: { sha256: film.modelSha256, version: card.version.slice(0, 64) },
      ...{ operatingPoint, probability, label },
      override: call !== null && call !== positive,
      bodyPart: bodyPart?.slice(0, 64) ?? null,
      manufacturer: manufacturer?.slice(0, 64) ?? null,
    };
    await this.#services.engine.ask('recordVerdict', statement);
  }

  async report(filter: AgreementFilter): Promise<NamedReport> {
    const report = await this.#services.engine.ask('agreement', filter);
    return { ...report, names: this.#names() };
  }

  /** Writes every entry into a file, as CSV. @throws AppError `disk-full`, `output-unwritable` */
  async writeCsv(file: string, withNames: boolean): Promise<void> {
    await this.#services.engine.ask('writeAgreement', { file, names: withNames ? this.#names() : {} });
  }

  /** @param study its keyed hash @throws AppError `unknown-study` where the index does not have it */
  async openStudy(study: string): Promise<OpeningId> {
    const studies = await this.#services.engine.ask('studyUids', undefined);
    const found = studies.find(({ uid }) => this.#pseudonym('study', uid) === study);
    if (found === undefined) throw new AppError('unknown-study', 'The index has no such study.');
    return this.#services.openStudy(found.studyId);
  }

  #names(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#readers().names.map((name) => [this.#pseudonym('reader', name), name]));
  }

  #pseudonym(kind: 'reader' | 'study' | 'film', name: string): string {
    return createHmac('sha256', Buffer.from(this.#readers().key, 'hex'))
      .update(`${kind} ${name}`)
      .digest('hex')
      .slice(0, 32);
  }

  /** A key that is not kept yet is made, and kept with the first name. */
  #readers(): KeptReaders {
    this.#kept ??= this.#file.read() ?? { key: randomBytes(32).toString('hex'), names: [] };
    return this.#kept;
  }
}
