import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder of installed models of the user who runs the command of a checkout: that of the window's profile. */
export function shelfPlace(environment: NodeJS.ProcessEnv = process.env): string {
  return join(profileOf(environment), 'models');
}

function profileOf(environment: NodeJS.ProcessEnv): string {
  const { LOCALAPPDATA, XDG_CONFIG_HOME } = environment;
  if (process.platform === 'win32' && LOCALAPPDATA !== undefined) return join(LOCALAPPDATA, 'Osteon');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'osteon');
  return join(XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'osteon');
}
