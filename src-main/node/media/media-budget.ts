import { AppError } from '#common/errors';
import { mostMembersAtOnce, mostUnpackedAtOnce } from './limits.ts';

/** What all archives that were asked for at once may cost together; small ones can nest into huge ones. */
export class MediaBudget {
  #members = 0;
  #unpacked = 0;

  /** @throws AppError `archive-too-many-members` or `archive-expands-too-far` once more is taken than there is. */
  take(members: number, unpackedSize: number): void {
    this.#members += members;
    this.#unpacked += unpackedSize;
    if (this.#members > mostMembersAtOnce)
      throw new AppError('archive-too-many-members', 'The archives together have too many members.');
    if (this.#unpacked > mostUnpackedAtOnce)
      throw new AppError('archive-expands-too-far', 'The archives inside archives take more than 4 GiB.');
  }
}
