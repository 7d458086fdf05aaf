/** Stands in the window's footer and in everything that is exported. */
export const investigationalNotice = 'Investigational, not for diagnosis';
