import * as v from 'valibot';
import { dicomNodeSchema, networkSchema, usualNetwork } from '#common/network/configuration';
import { readPolicy } from '#common/preferences/policy';

const node = { name: 'pacs', aeTitle: 'ARCHIVE', host: '10.0.0.3', port: 104 };
const isNode = (change: object): boolean => v.is(dicomNodeSchema, { ...node, ...change });
const policy = (rest: object): string =>
  JSON.stringify({ format: 'osteon-policy', version: 1, locked: {}, ...rest });

describe('networkSchema', () => {
  it('takes AE titles, hosts and ports as the standard and the network allow them', () => {
    expect(
      [{}, { aeTitle: 'A'.repeat(16) }, { host: 'pacs.example' }, { host: '::1' }].map(isNode),
    ).not.toContain(false);
    const wrong = [{ aeTitle: 'A'.repeat(17) }, { aeTitle: ' ' }, { aeTitle: 'A\\B' }, { aeTitle: 'Ä' }];
    expect(
      [...wrong, { host: 'a b' }, { host: 'http://x' }, { port: 0 }, { port: 65_536 }].map(isNode),
    ).not.toContain(true);
  });

  it('refuses two nodes of one name', () => {
    expect(v.is(networkSchema, { nodes: [node, node] })).toBe(false);
  });

  it('knows nobody, receives nothing and stays on this computer unless told otherwise', () => {
    expect(usualNetwork).toMatchObject({
      nodes: [],
      listener: { on: false, address: '127.0.0.1', callingAeTitles: [] },
    });
  });
});

describe('readPolicy', () => {
  it('leaves the network off where it is not named, and fixes only what is given', () => {
    expect(readPolicy(policy({})).network).toBeNull();
    expect(readPolicy(policy({ network: { aeTitle: 'ROOM3' } })).network).toEqual({ aeTitle: 'ROOM3' });
    expect(() => readPolicy(policy({ network: { nodes: [{ ...node, port: 0 }] } }))).toThrow(
      /network\.nodes/,
    );
  });
});
