import { actions } from './german/actions.ts';
import { agreement } from './german/agreement.ts';
import { corners } from './german/corners.ts';
import { desktop } from './german/desktop.ts';
import { dicomExport } from './german/dicom-export.ts';
import { failures } from './german/failures.ts';
import { film } from './german/film.ts';
import { measuring } from './german/measuring.ts';
import { network } from './german/network.ts';
import { objects } from './german/objects.ts';
import { privacy } from './german/privacy.ts';
import { pictures } from './german/pictures.ts';
import { onFilm } from './german/on-film.ts';
import { report } from './german/report.ts';
import { result } from './german/result.ts';
import { scan } from './german/scan.ts';
import { settings } from './german/settings.ts';
import { status } from './german/status.ts';
import { studies } from './german/studies.ts';
import { verdicts } from './german/verdicts.ts';
import { worklist } from './german/worklist.ts';
import { windows } from './german/windows.ts';

/** The groups of the catalogue; no message stands in two. */
export const germanGroups = {
  agreement,
  actions,
  corners,
  desktop,
  dicomExport,
  failures,
  film,
  measuring,
  network,
  onFilm,
  objects,
  privacy,
  pictures,
  report,
  result,
  scan,
  settings,
  status,
  studies,
  verdicts,
  worklist,
  windows,
} as const;

/** Every message with its German, by what it is in English. */
export const german = {
  ...agreement,
  ...actions,
  ...corners,
  ...desktop,
  ...dicomExport,
  ...failures,
  ...film,
  ...measuring,
  ...network,
  ...onFilm,
  ...objects,
  ...privacy,
  ...pictures,
  ...report,
  ...result,
  ...scan,
  ...settings,
  ...status,
  ...studies,
  ...verdicts,
  ...worklist,
  ...windows,
} as const;
