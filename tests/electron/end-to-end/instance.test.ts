import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkout } from '../support/checkout.ts';
import { launchArguments, launchOsteon } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';
import { publishedRuntime } from '../support/runtime.ts';

describe('a second start', () => {
  it('hands its files to the open window and ends', async () => {
    const osteon = await launchOsteon();
    const runtime = publishedRuntime();
    const film = 'phantom-intact.dcm';
    const parameters = launchArguments(runtime, osteon.profile, [film]);
    const cwd = join(checkout, 'assets', 'samples');
    await promisify(execFile)(runtime.executable, parameters, { cwd, timeout: 30_000 });
    await osteon.page.locator(shownFilm).waitFor();
    expect(await osteon.page.getByTestId('image-row').count()).toBe(1);
    expect(osteon.app.windows()).toHaveLength(1);
    await osteon.close();
  });
});
