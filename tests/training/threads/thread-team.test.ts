import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ThreadTeam } from '../../../training/threads/thread-team.ts';

const answerRequests = join(__dirname, '../../../training/threads/answer-requests.ts');

/** Loading TypeScript in a thread takes a second or two, more on a busy machine. */
jest.setTimeout(60_000);

describe('ThreadTeam', () => {
  let folder: string;
  let team: ThreadTeam<number, Float32Array>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-threads-'));
    const entry = join(folder, 'entry.mts');
    await writeFile(
      entry,
      `import { answerRequests, sharedByTeam } from ${JSON.stringify(pathToFileURL(answerRequests).href)};
       const factor = sharedByTeam<number>();
       answerRequests(
         async (request: number) => {
           if (request < 0) throw new RangeError('No negative work.');
           if (request === 99) process.exit(3);
           await new Promise((resolve) => setTimeout(resolve, 50 - request));
           return Float32Array.of(request * factor);
         },
         ({ buffer }: Float32Array) => [buffer],
       );`,
    );
    team = new ThreadTeam(pathToFileURL(entry), 2, 10);
  });
  afterEach(async () => {
    await team.close();
    await rm(folder, { recursive: true });
  });

  it('gives each request its own answer, whichever thread ends first', async () => {
    const answers = await Promise.all([1, 20, 3, 40, 5].map((request) => team.ask(request)));
    expect(answers.map(([value]) => value)).toEqual([10, 200, 30, 400, 50]);
  });

  it('fails the request that fails and serves the next', async () => {
    await expect(team.ask(-1)).rejects.toThrow('No negative work.');
    expect([...(await team.ask(2))]).toEqual([20]);
  });

  it('fails what waits when a thread ends or the team is closed', async () => {
    await expect(team.ask(99)).rejects.toThrow('A thread ended');
    await expect(team.ask(1)).rejects.toThrow('A thread ended');
    await team.close();
  });
});
