import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDataSet } from '#common/dicom/parse';
import { Tag } from '#common/dicom/tags';
import { sendObjects } from '#node/network/send-objects';
import { describeWithDcmtk, freePort, startStorePeer, type StorePeer } from '../../support/dcmtk-peer.ts';
import { filmFile } from '../../support/film-file.ts';
import { violations } from '../support/axe.ts';
import { artifacts, checkout } from '../support/checkout.ts';
import { engineProcessId } from '../support/engine-process.ts';
import { networkSockets } from '../support/network-sockets.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';

const signal = new AbortController().signal;

describeWithDcmtk('the DICOM network of the window', () => {
  let folder: string;
  let port: number;
  let peer: StorePeer;
  let osteon: OsteonWindow;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'osteon-nodes-'));
    chmodSync(folder, 0o777);
    peer = await startStorePeer(join(folder, 'archive'), 'ARCHIVE');
    port = await freePort();
    const node = { aeTitle: 'ARCHIVE', host: '127.0.0.1' };
    const network = {
      aeTitle: 'READER',
      nodes: [
        { ...node, name: 'Archive', port: peer.port },
        { ...node, name: 'Old archive', port: await freePort() },
      ],
      listener: { on: true, port, callingAeTitles: ['XRAY'], folder: join(folder, 'received') },
    };
    const policy = join(folder, 'policy.json');
    writeFileSync(policy, JSON.stringify({ format: 'osteon-policy', version: 1, locked: {}, network }));
    chmodSync(policy, 0o644);
    const film = join(checkout, 'assets', 'samples', 'phantom-fracture.dcm');
    osteon = await launchOsteon({ paths: [film], environment: { OSTEON_POLICY: policy } });
    await osteon.page.locator(shownFilm).waitFor();
    await osteon.page.locator('[data-testid=engine-status][data-state=ready]').waitFor();
  });
  afterAll(async () => {
    await osteon?.close();
    await peer.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const engineId = async (): Promise<number> => (await engineProcessId(osteon.app))!;
  const sockets = async () => networkSockets(await engineId());
  const send = async (sopInstanceUid: string): Promise<boolean[]> => {
    const node = { name: 'osteon', aeTitle: 'READER', host: '127.0.0.1', port, tls: null };
    const outcomes: boolean[] = [];
    const object = { read: async () => filmFile({ SOPInstanceUID: sopInstanceUid }) };
    await sendObjects(node, [object], {
      ...{ aeTitle: 'XRAY', signal },
      onOutcome: ({ isStored }) => outcomes.push(isStored),
    });
    return outcomes;
  };

  it('has no socket, though it may, until a person asks for one', async () => {
    expect(await sockets()).toEqual([]);
  });

  it('says which nodes answer', async () => {
    const { page } = osteon;
    await page.keyboard.press('Control+,');
    await page.getByTestId('settings-network').click();
    await page.getByTestId('test-node').nth(1).waitFor();
    for (const button of await page.getByTestId('test-node').all()) await button.click();
    await page.getByText(/^\s*Answered in \d+ ms\s*$/).waitFor();
    await page.getByText(/cannot be reached/).waitFor();
    expect(await sockets()).toEqual([]);
  });

  it('receives while it is told to, also after its engine was killed', async () => {
    const { page } = osteon;
    await page.getByTestId('switch-listener').click();
    await page.getByText(`On, at 127.0.0.1:${port}`).waitFor();
    expect(await sockets()).toHaveLength(1);
    expect(await send('1.2.3.1')).toEqual([true]);
    await page.getByText('1 object received').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(artifacts, 'dicom-network.png') });
    process.kill(await engineId(), 'SIGKILL');
    await page.locator('[data-testid=engine-status][data-state=restarting]').waitFor();
    await page.locator('[data-testid=engine-status][data-state=ready]').waitFor();
    expect(await send('1.2.3.2')).toEqual([true]);
    await page.getByTestId('open-received').click();
    await page.getByTestId('settings').waitFor({ state: 'detached' });
    await page.locator('[data-testid=image-row]').nth(2).waitFor();
    await page.keyboard.press('Control+,');
    await page.getByTestId('switch-listener').click();
    await page.getByText('Off; would be at').waitFor();
    expect(await sockets()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('sends the objects of the film on screen to the node that is chosen', async () => {
    const { page } = osteon;
    await page.keyboard.press('Control+Shift+D');
    await page.locator('[data-testid=save-report]:enabled').waitFor();
    await page.getByTestId('destination').selectOption('Archive');
    await page.getByTestId('save-objects-now').click();
    await page.getByText('2 objects sent.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(artifacts, 'send-objects.png') });
    const modalities = peer.received().map((bytes) => parseDataSet(bytes).text(Tag.modality));
    expect(modalities.sort()).toEqual(['PR', 'SR']);
    await page.getByTestId('destination').selectOption('Old archive');
    await page.getByTestId('save-objects-now').click();
    await page.getByText(/Not sent:/).waitFor();
    expect(await sockets()).toEqual([]);
  });

  it('sends the film itself, without whom it shows', async () => {
    const { page } = osteon;
    const before = peer.received().length;
    await page.keyboard.press('Control+Shift+E');
    await page.locator('[data-testid=dicom-export] [data-testid=destination]').selectOption('Archive');
    await page.screenshot({ path: join(artifacts, 'send-films.png') });
    await page.locator('[data-testid=dicom-scope] input[value=film]').check();
    await page.getByTestId('export-dicom-now').click();
    await page.getByText('1 film sent.').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(peer.received()).toHaveLength(before + 1);
  });
});
