import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queueAddressOf, readQueueUrl } from '#node/queue/queue-address';

describe('readQueueUrl', () => {
  it.each(['http://server', 'redis://', 'server:6379', 'redis://user:word@server', 'redis://server/films'])(
    'refuses %s',
    (text) => {
      expect(() => readQueueUrl(text)).toThrow(RangeError);
    },
  );
});

describe('queueAddressOf', () => {
  it('reads host, port, database, user and, from a file, the password', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'osteon-address-'));
    const file = join(folder, 'password');
    await writeFile(file, 'pass: word\nnot this\n');
    const queue = readQueueUrl('rediss://a%40b@[::1]:7000/3');
    expect(await queueAddressOf({ queue, queuePasswordFile: file })).toEqual({
      ...{ host: '::1', port: 7000, database: 3, username: 'a@b', password: 'pass: word', tls: { ca: null } },
    });
    await rm(folder, { recursive: true });
  });

  it('goes by the port of Redis, without TLS, where nothing is said', async () => {
    expect(await queueAddressOf({ queue: readQueueUrl('redis://server') })).toEqual({
      ...{ host: 'server', port: 6379, database: 0, username: null, password: null, tls: null },
    });
  });
});
