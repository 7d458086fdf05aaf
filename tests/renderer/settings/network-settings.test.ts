import type { NetworkState } from '#common/contract/dicom-network';
import { AppError } from '#common/errors';
import { idleListener as listener, stateWithNode } from '../../support/dicom-nodes.ts';
import type { Script } from '../../support/scripted-bridge.ts';
import { fillInForJsdom, Page } from '../support/page.ts';

const state: NetworkState = {
  ...stateWithNode,
  nodes: [
    ...stateWithNode.nodes,
    { name: 'Desk', aeTitle: 'DESK', host: '10.0.0.7', port: 11_112, isEncrypted: false },
  ],
};

let page: Page;
beforeAll(fillInForJsdom);
afterEach(() => page.close());

const all = (testId: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`)];

async function show(script: Partial<Script>): Promise<void> {
  page = new Page({ dicomNetwork: () => state, ...script });
  await page.open([]);
  await page.press(',', { ctrlKey: true });
  page.find('settings-network')?.click();
  await page.settle();
}

describe('the settings of the DICOM network', () => {
  it('say who switches it on where nobody has', async () => {
    await show({ dicomNetwork: () => null });
    expect(page.text('no-network')).toMatch(/An administrator can name DICOM nodes/);
    expect(page.find('switch-listener')).toBeNull();
  });

  it('list the nodes with how they are reached, and whether each answers', async () => {
    const asked: string[] = [];
    await show({
      testNode(node) {
        asked.push(node);
        if (node === 'PACS') return 12.4;
        throw new AppError('node-unreachable', 'The node cannot be reached (ECONNREFUSED).');
      },
    });
    const [pacs, desk] = all('node').map((node) => node.textContent!);
    expect(pacs).toMatch(/PACS.*ARCHIVE · pacs\.example:104.*TLS/s);
    expect(desk).toMatch(/Desk.*DESK · 10\.0\.0\.7:11112.*Not encrypted/s);
    for (const button of all('test-node')) button.click();
    await page.settle();
    expect(asked).toEqual(['PACS', 'Desk']);
    const [answered, failed] = all('node-answer').map((answer) => answer.textContent!);
    expect(answered).toContain('Answered in 12 ms');
    expect(failed).toMatch(/cannot be reached.*ECONNREFUSED.*node-unreachable/s);
  });

  it('start and stop the listener, and count what comes', async () => {
    const wanted: boolean[] = [];
    await show({
      setListening(on) {
        wanted.push(on);
        return { ...state, listener: { ...listener, isListening: on } };
      },
    });
    expect(page.text('listener-state')).toContain('Off; would be at 127.0.0.1:11112');
    page.find('switch-listener')?.click();
    await page.settle();
    expect(page.text('listener-state')).toContain('On, at 127.0.0.1:11112');
    const lastTrouble = { code: 'node-refused', message: 'It is not called READER.' } as const;
    const told = { ...listener, isListening: true, received: 3, known: 1, troubles: 2, lastTrouble };
    page.bridge.announce('networkChanged', { kind: 'listener', listener: told });
    await page.settle();
    expect(page.text('listener-count')).toMatch(/3 objects received.*1 was there before/s);
    expect(page.text('listener-trouble')).toMatch(/2 associations failed, at last:.*node-refused/s);
    page.find('switch-listener')?.click();
    await page.settle();
    expect(wanted).toEqual([true, false]);
  });

  it('leave the listener off where the policy does', async () => {
    await show({ dicomNetwork: () => ({ ...state, listener: { ...listener, isAllowed: false } }) });
    expect(page.text('listener-state')).toBe('Off');
    expect(page.find('switch-listener')).toBeNull();
  });

  it('say what is wrong with the policy, and what failed', async () => {
    await show({
      dicomNetwork() {
        throw new AppError('policy-invalid', 'It is no JSON.');
      },
    });
    expect(page.text('network-problem')).toContain('policy-invalid');
  });
});
