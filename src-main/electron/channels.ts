import type { Events } from '#common/contract/ipc';

/** The channel of a call of the contract. */
export const callChannel = (name: string): string => `call:${name}`;

/** The channel of an event of the contract. */
export const eventChannel = (name: keyof Events): string => `event:${name}`;

export const framePortChannel = 'osteon:frame-port';
