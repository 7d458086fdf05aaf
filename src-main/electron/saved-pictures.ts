import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { Handlers, Request } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import { safeFileName } from '#common/export/file-name';
import { beginsAs, formatTraits, isValueFormat, type ExportFormat } from '#common/export/formats';
import { refuseInputs } from '#node/cli/output-guard';
import { writeNewFile } from '#node/export/write-new-file';
import { writeOutput } from '#node/report/write-output';
import type { Dialogs } from './dialogs.ts';
import type { EngineHost } from './engine-host.ts';
import type { ImageTable } from './image-table.ts';

type Calls = 'choosePlace' | 'savePicture' | 'saveValues' | 'leavePlace';

/** Where a person wants pictures to go: a file that they named, or a folder. */
interface Place {
  readonly format: ExportFormat;
  readonly kind: 'file' | 'folder';
  readonly path: string;
}

export interface PictureServices {
  readonly dialogs: Pick<Dialogs, 'namePicture' | 'chooseOutputFolder'>;
  readonly engine: Pick<EngineHost, 'ask'>;
  readonly images: Pick<ImageTable, 'locate' | 'paths'>;
}

/** The contract's calls about pictures that leave the window; the page knows a place by its number alone. */
export function pictureHandlers({ dialogs, engine, images }: PictureServices): Pick<Handlers, Calls> {
  const places = new Map<string, Place>();

  async function choose({ format, name, count }: Request<'choosePlace'>): Promise<Place | null> {
    if (count > 1) {
      const folder = await dialogs.chooseOutputFolder('The folder that the pictures go into');
      return folder === null ? null : { format, kind: 'folder', path: folder };
    }
    const file = await dialogs.namePicture(safeFileName(name), format);
    return file === null ? null : { format, kind: 'file', path: file };
  }

  function placeOf(placeId: string): Place {
    const place = places.get(placeId);
    if (place === undefined) throw new AppError('invalid-request', 'No place has this number.');
    return place;
  }

  async function write(place: Place, name: string, bytes: Uint8Array): Promise<string> {
    if (!beginsAs(place.format, bytes))
      throw new AppError('invalid-request', 'The bytes are no picture of the chosen format.');
    if (place.kind === 'folder')
      return writeNewFile(place.path, safeFileName(name), formatTraits[place.format].extension, bytes);
    // The chooser has asked before a file is replaced; a film is no file to be replaced.
    await refuseInputs(place.path, images.paths());
    await writeOutput(place.path, Readable.from([bytes]));
    return basename(place.path);
  }

  return {
    async choosePlace(wanted) {
      const place = await choose(wanted);
      if (place === null) return null;
      const placeId = randomUUID();
      places.set(placeId, place);
      return placeId;
    },
    savePicture: ({ placeId, name, picture }) => write(placeOf(placeId), name, picture),
    async saveValues({ placeId, name, imageId }) {
      const place = placeOf(placeId);
      const { format } = place;
      if (!isValueFormat(format)) throw new AppError('invalid-request', 'The place is for pictures.');
      const file = images.locate(imageId);
      return write(place, name, await engine.ask('encodeValues', { file, format }));
    },
    leavePlace: async (placeId) => void places.delete(placeId),
  };
}
