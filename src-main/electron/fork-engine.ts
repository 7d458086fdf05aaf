import { utilityProcess } from 'electron';
import type { EngineProcess } from './engine-host.ts';

/** Starts the engine in a process of its own, where a crash of a codec or of ONNX Runtime stays. */
export function forkEngine(entry: string): EngineProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Osteon engine', stdio: 'inherit' });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}
