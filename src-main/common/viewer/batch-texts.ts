import type { BatchState } from '../contract/batch.ts';
import type { TriageVerdict } from '../batch/worklist.ts';
import type { FilmOutcome } from '../batch/worklist-filter.ts';
import { failureTexts } from './failure-texts.ts';
import { findingLooks } from './finding.ts';
import { sayEnglish, type Phrase, type Say } from '../words/say.ts';

/** What a person says of a score, in a word. */
export const verdictWords: Readonly<Record<TriageVerdict, Phrase>> = {
  agree: 'agree',
  disagree: 'disagree',
  unsure: 'unsure',
};

/** What became of a film, in a word. */
export const outcomeWords: Readonly<Record<FilmOutcome, Phrase>> = {
  suspected: findingLooks.suspected.shortWords,
  doubtful: findingLooks.doubtful.shortWords,
  notFlagged: findingLooks.notFlagged.shortWords,
  rankingScore: findingLooks.rankingScore.shortWords,
  outOfScope: findingLooks.outOfScope.shortWords,
  failed: 'failed',
};

/** The line of the status bar on the batch; empty while there is none. */
export function batchText(
  { phase, kind, folder, report, progress, error }: BatchState,
  say: Say = sayEnglish,
): string {
  const what = whatOf(kind, folder, say);
  const counts = say('{count} film, {failed} failed | {count} films, {failed} failed', {
    count: progress?.films ?? 0,
    failed: progress?.failed ?? 0,
  });
  switch (phase) {
    case 'idle':
      return '';
    case 'starting':
      return say('{what}: starting', { what });
    case 'running':
      return `${what}: ${[share(progress, say), counts, rate(progress, say)].filter((part) => part !== '').join(', ')}`;
    case 'paused':
      return say('{what}, paused: {counts}', { what, counts });
    case 'diskFull':
      return say('{what}, paused: the disk is full. Free some room, then go on; nothing is lost.', { what });
    case 'finished':
      return say('{what} finished: {counts}, in {report}', { what, counts, report });
    case 'stopped':
      return say('{what} stopped: {counts}', { what, counts });
    case 'failed':
      return error === null ? what : `${what}: ${say(failureTexts[error.code])}`;
  }
}

function whatOf(kind: BatchState['kind'], folder: string, say: Say): string {
  if (folder === '') return say(kind === 'watch' ? 'Watch' : 'Scan');
  return kind === 'watch' ? say('Watch of {folder}', { folder }) : say('Scan of {folder}', { folder });
}

/** Seconds as people say them. */
export function durationText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min` : `${Math.round(seconds)} s`;
}

function share(progress: BatchState['progress'], say: Say): string {
  if (progress === null || progress.filesTotal === null) return '';
  return say('{done} of {count} file | {done} of {count} files', {
    done: progress.filesDone,
    count: progress.filesTotal,
  });
}

function rate(progress: BatchState['progress'], say: Say): string {
  if (progress?.filmsPerSecond == null) return '';
  const rate = say('{rate} films/s', { rate: progress.filmsPerSecond.toFixed(1).replace('.', say('.')) });
  if (progress.secondsLeft === null) return rate;
  return say('{rate}, {time} left', { rate, time: durationText(progress.secondsLeft) });
}
