import type { ListenerState, NetworkState } from '#common/contract/dicom-network';

/** A listener that is allowed and off. */
export const idleListener: ListenerState = {
  ...{ address: '127.0.0.1', port: 11_112, callingAeTitles: ['XRAY'], isAllowed: true, isEncrypted: false },
  ...{ isListening: false, received: 0, known: 0, troubles: 0, lastTrouble: null },
};

/** A network with the node PACS, which is reached by TLS. */
export const stateWithNode: NetworkState = {
  aeTitle: 'READER',
  nodes: [{ name: 'PACS', aeTitle: 'ARCHIVE', host: 'pacs.example', port: 104, isEncrypted: true }],
  listener: idleListener,
};
