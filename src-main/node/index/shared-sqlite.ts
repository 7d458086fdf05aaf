import { AppError } from '#common/errors';
import { schemaVersion } from './schema.ts';
import { Sqlite } from './sqlite.ts';
import { heartbeatMilliseconds, TurnFile } from './turn-file.ts';

/**
 * A database that processes take turns with: each has it for as long as no other one wants it. No turn ends within
 * a transaction, since both belong to one turn of the event loop.
 */
export abstract class SharedSqlite extends Sqlite {
  /** From now on a version of the schema that is not ours is another Osteon's doing. */
  migrated = false;
  readonly #turn: TurnFile;
  readonly #heart: NodeJS.Timeout;

  /**
   * @param database As `Sqlite` takes it.
   * @param turns Whose turn it is lies beside this file.
   */
  constructor(database: string, turns: string) {
    super(database);
    this.#turn = new TurnFile(turns);
    this.#heart = setInterval(() => this.#beat(), heartbeatMilliseconds);
    this.#heart.unref();
  }

  override close(): void {
    clearInterval(this.#heart);
    try {
      this.letGo();
      super.close();
    } finally {
      this.#turn.giveWay();
    }
  }

  /** Whether this process has the file open. */
  protected abstract get isHeld(): boolean;

  /** Opens the file, which is nobody else's now, and takes in what others wrote meanwhile. */
  protected abstract takeUp(): void;

  /** Closes the file until the next statement. */
  protected abstract letGo(): void;

  /** @throws AppError index-unwritable where another process brought in a newer schema */
  protected requireOwnSchema(): void {
    if (this.migrated && this.get('PRAGMA user_version')?.['user_version'] !== schemaVersion)
      throw new AppError('index-unwritable', 'Another version of Osteon changed the index of studies.');
  }

  /** @throws AppError index-unwritable where another process does not give way; what `takeUp` throws */
  protected override ready(): void {
    if (this.isHeld && this.#turn.isMine) return;
    this.letGo();
    this.#turn.take();
    try {
      this.takeUp();
    } catch (thrown) {
      this.#giveWay();
      throw thrown;
    }
  }

  #beat(): void {
    if (!this.isHeld || !this.#turn.isMine || !this.#turn.beat()) return;
    try {
      this.#giveWay();
    } catch {
      // The next statement opens the file anew, and says what is wrong with it.
    }
  }

  #giveWay(): void {
    try {
      this.letGo();
    } finally {
      this.#turn.giveWay();
    }
  }
}
