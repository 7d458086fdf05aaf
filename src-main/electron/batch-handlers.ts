import type { FilmFilter } from '#common/batch/film-filter';
import type { BatchKind } from '#common/contract/batch';
import type { Handlers } from '#common/contract/ipc';
import type { BatchHost } from './batch-host.ts';
import type { Dialogs } from './dialogs.ts';
import type { EngineHost } from './engine-host.ts';
import type { Openings } from './openings.ts';
import type { ScanReport } from './scan-report.ts';

type BatchCalls =
  | 'scanFolder'
  | 'resumeScan'
  | 'watchFolder'
  | 'orderBatch'
  | 'batchState'
  | 'openBatchFilm'
  | 'keepTriage'
  | 'recallTriage'
  | 'lastWorklist'
  | 'writeScanReport';

export interface BatchServices {
  readonly dialogs: Pick<Dialogs, 'chooseFolder' | 'nameReport' | 'nameScanReport' | 'chooseJournal'>;
  readonly batch: BatchHost;
  readonly scanReport: Pick<ScanReport, 'write'>;
  readonly engine: Pick<EngineHost, 'ask'>;
  readonly openings: Pick<Openings, 'open'>;
}

/** The contract's calls about batches. */
export function batchHandlers({
  dialogs,
  batch,
  scanReport,
  engine,
  openings,
}: BatchServices): Pick<Handlers, BatchCalls> {
  const begin = async (kind: BatchKind, filter: FilmFilter): Promise<void> => {
    const paths = await dialogs.chooseFolder();
    const out = paths && (await dialogs.nameReport(kind));
    if (paths !== null && out !== null) batch.begin({ kind, start: 'fresh', paths, out, filter });
  };
  return {
    scanFolder: (filter) => begin('scan', filter),
    watchFolder: (filter) => begin('watch', filter),
    async resumeScan() {
      const out = await dialogs.chooseJournal();
      if (out !== null) batch.begin({ kind: 'scan', start: 'resume', paths: [], out, filter: {} });
    },
    orderBatch: async (order) => batch.order(order),
    batchState: async () => batch.state,
    openBatchFilm: async (filmId) => openings.open([batch.pathOf(filmId)]),
    keepTriage: (triage) => engine.ask('keepTriage', triage),
    recallTriage: async () => engine.ask('recallTriage', undefined),
    lastWorklist: () => batch.reopen(),
    async writeScanReport({ withIdentity }) {
      const file = await dialogs.nameScanReport();
      return file === null ? null : scanReport.write(file, withIdentity);
    },
  };
}
