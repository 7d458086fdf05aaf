import { deepestNesting, sourceOf } from '#common/contract/film-source';
import { AppError, toPageReport, type ErrorReport } from '#common/errors';
import type { ArchiveContents } from '../decode/examine-film.ts';
import { memberSource } from '../media/archives.ts';
import { findReferencedFiles } from '../media/medium-files.ts';
import type { Container, Examination, ExaminedFile } from './describe-files.ts';
import type { FoundFile } from './find-files.ts';

type ArchiveFile = Extract<Container, { archive: unknown }>;
/** What it takes to list a medium. */
interface MediumReading {
  readonly pool: Pick<Examination['pool'], 'readMediumDirectory'>;
  readonly signal?: AbortSignal | undefined;
}
type ExamineAll = (files: AsyncIterable<FoundFile> | Iterable<FoundFile>) => AsyncGenerator<ExaminedFile>;

/**
 * Examines the members of an archive. One that stays locked is a single error, and what is not encrypted in it
 * is examined all the same; one that was named and holds no image is an error too.
 */
export async function* lookInside(
  file: ArchiveFile,
  examination: Examination,
  examineAll: ExamineAll,
): AsyncGenerator<ExaminedFile> {
  const source = sourceOf(file);
  try {
    const archive = await unlock(file, examination);
    refuseDepth(file);
    examination.budget.take(archive.members.length, archive.unpackedSize);
    const error = lockErrors[archive.lock];
    if (error !== null) yield { ...source, error };
    let found = error !== null;
    for await (const inner of examineAll(membersOf(file, archive))) {
      found ||= !('passedOver' in inner);
      yield inner;
    }
    if (!found && file.named) throw new AppError('not-an-image', 'The archive holds no image.');
  } catch (thrown) {
    yield { ...source, error: toPageReport(thrown) };
  }
}

/** The files that the directory of a medium lists, those that it lacks as errors. */
export async function* filesOfMedium(
  path: string,
  { pool, signal }: MediumReading,
): AsyncGenerator<FoundFile> {
  try {
    const references = await pool.readMediumDirectory(path, signal);
    if (references.length === 0)
      throw new AppError('not-an-image', 'The directory of the medium lists no file.');
    for await (const file of findReferencedFiles(path, references))
      yield 'error' in file ? file : { ...file, named: true };
  } catch (thrown) {
    yield { path, error: toPageReport(thrown) };
  }
}

async function unlock(
  file: ArchiveFile,
  { pool, signal, askPassword }: Examination,
): Promise<ArchiveContents> {
  const source = sourceOf(file);
  let { archive } = file;
  while (archive.lock === 'locked' || archive.lock === 'wrongPassword') {
    if (!(await askPassword?.(source, archive.lock === 'wrongPassword'))) break;
    const examined = await pool.examine(source, signal);
    if (examined.kind !== 'archive') break;
    archive = examined;
  }
  return archive;
}

const lockErrors: Readonly<Record<ArchiveContents['lock'], ErrorReport | null>> = {
  none: null,
  unlocked: null,
  locked: { code: 'archive-encrypted', message: 'No password was given for the archive.' },
  wrongPassword: {
    code: 'archive-password-wrong',
    message: 'None of the passwords that were given opens the archive.',
  },
};

function* membersOf(file: ArchiveFile, { members, lock }: ArchiveContents): Generator<FoundFile> {
  const isLocked = lock === 'locked' || lock === 'wrongPassword';
  for (const { isEncrypted, ...member } of members) {
    if (isEncrypted ? isLocked : file.encryptedOnly) continue;
    yield { ...memberSource(file, member), named: false, stamp: file.stamp };
  }
}

function refuseDepth({ members = [] }: ArchiveFile): void {
  if (members.length >= deepestNesting)
    throw new AppError(
      'archive-too-deep',
      `Archives lie within one another more than ${deepestNesting} deep.`,
    );
}
