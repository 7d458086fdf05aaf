import { join } from 'node:path';
import type { Handlers } from '#common/contract/ipc';
import type { Dialogs } from './dialogs.ts';
import type { EngineHost } from './engine-host.ts';
import type { ImageTable } from './image-table.ts';

export interface DicomExportServices {
  readonly dialogs: Pick<Dialogs, 'chooseOutputFolder'>;
  readonly engine: Pick<EngineHost, 'ask'>;
  readonly images: Pick<ImageTable, 'locate'>;
  /** Where the secret of the pseudonyms is kept. */
  readonly pseudonymSecret: string;
}

/** The contract's call about films that leave as DICOM files. */
export function dicomExportHandlers(services: DicomExportServices): Pick<Handlers, 'exportDicom'> {
  const { dialogs, engine, images, pseudonymSecret: secretFile } = services;
  return {
    async exportDicom({ imageIds, node, form, deidentification }) {
      const files = imageIds.map((imageId) => images.locate(imageId));
      const wanted = { files, form, deidentification, secretFile };
      if (node !== null) return engine.ask('exportDicom', { ...wanted, to: { kind: 'node', node } });
      const folder = await dialogs.chooseOutputFolder('The folder that the films go into');
      if (folder === null) return null;
      const out = form === 'zip' ? join(folder, `dicom-${timeStamp(new Date())}.zip`) : folder;
      return engine.ask('exportDicom', { ...wanted, to: { kind: 'folder', folder: out } });
    },
  };
}

/** `20261123-140509`, by the clock of the room. */
export function timeStamp(now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('');
  return `${day}-${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('')}`;
}
