/** The page's own scheme; everything else is refused by the network filter and the sender check. */
export const pageScheme = 'app';
export const pageOrigin = `${pageScheme}://osteon`;
export const pageUrl = `${pageOrigin}/index.html`;
