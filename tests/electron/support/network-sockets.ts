import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const tables = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'];

/**
 * The network sockets that a process of this user holds now, each as its line of `/proc/net` says: of whatever thread
 * or library. Pipes and Unix sockets are none.
 */
export function networkSockets(pid: number): readonly string[] {
  const held = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  return tables.flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => held.has(line.trim().split(/\s+/)[9] ?? ''))
      .map((line) => `${table} ${line.trim()}`),
  );
}
