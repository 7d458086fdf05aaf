import type { IndexProtection } from '#common/contract/index-protection';
import type { Handlers } from '#common/contract/ipc';
import type { AgreementDesk } from './agreement-desk.ts';
import type { EngineHost } from './engine-host.ts';
import type { IndexKey } from './index-key.ts';
import type { RecentStudies } from './recent-studies.ts';

export interface ProtectionServices {
  readonly engine: Pick<EngineHost, 'ask'>;
  readonly indexKey: IndexKey;
  readonly recentStudies: Pick<RecentStudies, 'rewrite'>;
  readonly agreement: Pick<AgreementDesk, 'rewrite'>;
}

/** The contract's calls about encrypting what is kept of people. */
export function protectionHandlers({
  engine,
  indexKey,
  recentStudies,
  agreement,
}: ProtectionServices): Pick<Handlers, 'indexProtection' | 'protectIndex'> {
  const here = async (index: IndexProtection['index']): Promise<IndexProtection> => ({
    index,
    hasKeyring: indexKey.hasKeyring,
  });
  return {
    indexProtection: async () => here(await engine.ask('indexState', undefined)),
    async protectIndex(wanted) {
      const known = indexKey.read();
      // Kept before anything is encrypted by it.
      const key = wanted ? (known ?? indexKey.make()) : null;
      // It stays where this fails: an engine that died may have encrypted the index by then.
      const index = await engine.ask('protectIndex', key);
      if (!wanted) indexKey.forget();
      recentStudies.rewrite();
      agreement.rewrite();
      return here(index);
    },
  };
}
