import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const isThere = (name: string): boolean => spawnSync(name, ['--version']).error === undefined;

/** Describes tests that start a Redis server; without one they are skipped, and the name says why. */
export function describeWithRedis(name: string, tests: () => void): void {
  if (isThere('redis-server')) describe(name, tests);
  else describe.skip(`${name} (redis-server is absent)`, tests);
}

/** Writes a certificate of 127.0.0.1, signed by itself, and its key into a folder. */
export function writeCertificate(folder: string): { readonly certificate: string; readonly key: string } {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  const { status, stderr } = spawnSync('openssl', [
    'req',
    ...kind,
    ...subject,
    ...['-keyout', key, '-out', certificate],
  ]);
  if (status !== 0) throw new Error(`openssl: ${stderr.toString()}`);
  return { certificate, key };
}
