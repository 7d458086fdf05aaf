import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendObjects, type SendOutcome } from '#node/network/send-objects';
import { freePort } from '../../support/dcmtk-peer.ts';
import { filmFile } from '../../support/film-file.ts';
import { commandFile } from '../../support/run-command-line.ts';

const mounts = spawnSync('unshare', ['-rm', 'true']).status === 0;
const itMounts = mounts ? it : it.skip;

describe('receiving', () => {
  itMounts(
    'refuses what a full disk has no room for, keeps no half of it, and goes on (needs a user namespace)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'osteon-full-'));
      const [place, policy, port] = [join(folder, 'in'), join(folder, 'policy.json'), await freePort()];
      mkdirSync(place);
      const network = {
        aeTitle: 'READER',
        listener: { on: true, port, callingAeTitles: ['XRAY'], folder: place },
      };
      writeFileSync(policy, JSON.stringify({ format: 'osteon-policy', version: 1, locked: {}, network }));
      // When it ends, what lies in the folder is told: nobody else sees that mount.
      const line =
        'mount -t tmpfs -o size=192k tmpfs "$PLACE" && "$NODE" "$COMMAND" listen --policy "$POLICY"; cd "$PLACE"; find . -type f';
      const env = {
        ...{ ...process.env, NODE: process.execPath, COMMAND: commandFile },
        ...{ PLACE: place, POLICY: policy },
      };
      const child = spawn('unshare', ['-rm', 'bash', '-c', `trap : INT; ${line}`], { env, detached: true });
      let [told, listed] = ['', ''];
      child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
      child.stdout.setEncoding('utf8').on('data', (text: string) => (listed += text));
      while (!told.includes('receives at')) await once(child.stderr, 'data');
      const outcomes: SendOutcome[] = [];
      const films = ['1.2.3.1', '1.2.3.2', '1.2.3.3'].map((SOPInstanceUID) => filmFile({ SOPInstanceUID }));
      const node = { name: 'reader', aeTitle: 'READER', host: '127.0.0.1', port, tls: null };
      await sendObjects(
        node,
        films.map((bytes) => ({ read: async () => bytes })),
        {
          ...{ aeTitle: 'XRAY', signal: new AbortController().signal },
          onOutcome: (outcome) => outcomes.push(outcome),
        },
      );
      process.kill(-child.pid!, 'SIGINT');
      await once(child, 'close');
      expect(films[0]!.length).toBeGreaterThan(96 * 1024);
      expect(outcomes.map(({ isStored }) => isStored)).toEqual([true, false, false]);
      expect(outcomes[1]!.problem!.message).toContain('A700H');
      expect(listed.trim().split('\n')).toEqual([expect.stringMatching(/^\.\/1\.2\.3\.1\.[0-9a-f]+\.dcm$/)]);
      expect(told).toContain('1 objects received');
      rmSync(folder, { recursive: true });
    },
  );
});
