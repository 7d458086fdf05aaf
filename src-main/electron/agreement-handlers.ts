import { basename } from 'node:path';
import type { Handlers } from '#common/contract/ipc';
import type { AgreementDesk } from './agreement-desk.ts';
import type { Dialogs } from './dialogs.ts';

type AgreementCalls =
  'readers' | 'nameReader' | 'recordVerdict' | 'agreement' | 'exportAgreement' | 'openJudgedStudy';

export interface AgreementHandlerServices {
  readonly agreement: AgreementDesk;
  readonly dialogs: Pick<Dialogs, 'nameAgreement'>;
}

/** The contract's calls about the agreement log. */
export function agreementHandlers({
  agreement,
  dialogs,
}: AgreementHandlerServices): Pick<Handlers, AgreementCalls> {
  return {
    readers: async () => agreement.readers(),
    nameReader: async (name) => agreement.nameReader(name),
    recordVerdict: (said) => agreement.record(said),
    agreement: (filter) => agreement.report(filter),
    async exportAgreement({ withNames }) {
      const file = await dialogs.nameAgreement();
      if (file === null) return null;
      await agreement.writeCsv(file, withNames);
      return basename(file);
    },
    openJudgedStudy: (study) => agreement.openStudy(study),
  };
}
