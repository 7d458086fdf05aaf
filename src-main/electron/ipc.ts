import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import type { Call, Reply } from '#common/contract/call';
import { calls, preloadCalls, type Handlers } from '#common/contract/ipc';
import { AppError, toPageReport } from '#common/errors';
import { callChannel } from './channels.ts';

type UncheckedHandler = (request: unknown) => Promise<unknown>;

/**
 * Serves every call of the contract. The sender and the request are checked before a handler sees
 * them, and every failure goes back as a value.
 */
export function registerCalls(handlers: Handlers, isTrusted: (event: IpcMainInvokeEvent) => boolean): void {
  const table: Readonly<Record<string, Call<unknown, unknown>>> = { ...calls, ...preloadCalls };
  for (const [name, call] of Object.entries(table)) {
    // The schema below checks what the cast leaves open.
    const handle = handlers[name as keyof Handlers] as UncheckedHandler;
    ipcMain.handle(callChannel(name), async (event, request: unknown): Promise<Reply<unknown>> => {
      try {
        if (!isTrusted(event)) throw new AppError('invalid-request', 'The sender is not the main window.');
        const parsed = v.safeParse(call.request, request);
        if (!parsed.success) throw new AppError('invalid-request', `Malformed request for ${name}.`);
        return { ok: true, value: await handle(parsed.output) };
      } catch (thrown) {
        return { ok: false, error: toPageReport(thrown) };
      }
    });
  }
}
