/** The frame name of the one window that the page may open. */
export const secondWindowName = 'osteon-second';
