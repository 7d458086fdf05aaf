import { utilityProcess, type MessagePortMain } from 'electron';
import type { EngineProcess } from './engine-host.ts';

export interface ForkedEngine extends EngineProcess {
  /** The end of a channel by which it sends frames; the earlier one is closed. */
  sendPort(port: MessagePortMain): void;
}

/** Starts the engine in a process of its own, where a crash of a codec or of ONNX Runtime stays. */
export function forkEngine(entry: string): ForkedEngine {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Osteon engine', stdio: 'inherit' });
  return {
    post: (message) => child.postMessage(message),
    sendPort: (port) => child.postMessage(null, [port]),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}
