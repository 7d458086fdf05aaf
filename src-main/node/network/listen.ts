import { createServer as createPlainServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { once } from 'node:events';
import { AppError } from '#common/errors';
import type { ListenerSettings } from '#common/network/configuration';
import { errnoOf } from '../survey/system-error.ts';
import { usualPatience } from './association.ts';
import { oldestTls, readTlsFiles } from './connect.ts';
import { keepReceived } from './keep-received.ts';
import { serveAssociation } from './serve-association.ts';

/** More are turned away before a byte of them is read. */
export const mostConnections = 16;

/** What came in, for whoever counts; who it is of, nobody says. */
export interface ListenerNews {
  onStored?(isNew: boolean): void;
  /** An association that was refused, broke off or spoke nonsense. */
  onTrouble?(error: AppError): void;
}

export interface ListenerOptions extends ListenerNews {
  readonly aeTitle: string;
  readonly listener: ListenerSettings;
  readonly patience?: number;
}

export interface Listener {
  readonly port: number;
  /** Ends what is under way; what was stored stays. */
  close(): Promise<void>;
}

/**
 * Receives objects by C-STORE into a folder, from the titles that are allowed to send.
 *
 * @throws AppError `listener-unavailable`, `file-unreadable`
 */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const { aeTitle, listener, patience = usualPatience, onStored, onTrouble } = options;
  const { folder, address, port, callingAeTitles } = listener;
  if (folder === null) throw new AppError('listener-unavailable', 'There is no folder to receive into.');
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const keep = async (object: Parameters<typeof keepReceived>[1]): Promise<void> => {
      const isNew = await keepReceived(folder, object);
      onStored?.(isNew);
    };
    void serveAssociation(socket, { aeTitle, callingAeTitles, patience, keep }).catch((thrown: unknown) => {
      socket.destroy();
      onTrouble?.(thrown instanceof AppError ? thrown : new AppError('internal', 'The association failed.'));
    });
  };
  const server = await serverFor(listener, serve);
  server.maxConnections = mostConnections;
  try {
    server.listen(port, address);
    await once(server, 'listening');
  } catch (cause) {
    throw new AppError('listener-unavailable', `Nothing can be received there (${errnoOf(cause)}).`, {
      cause,
    });
  }
  server.on('error', () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** By TLS a peer shows a certificate of the authority, where there is one. */
async function serverFor({ tls }: ListenerSettings, serve: (socket: Socket) => void): Promise<Server> {
  if (tls === null) return createPlainServer(serve);
  const files = await readTlsFiles(tls);
  if (!('cert' in files && 'key' in files))
    throw new AppError('listener-unavailable', 'TLS needs a certificate and its key.');
  const asks = 'ca' in files;
  const identity = { ...files, minVersion: oldestTls, handshakeTimeout: usualPatience } as const;
  const server = createTlsServer({ ...identity, requestCert: asks, rejectUnauthorized: asks }, serve);
  server.on('tlsClientError', () => undefined);
  return server;
}
