/** The path of Chrome, Chromium or Edge on this machine; `CHROMIUM_PATH` comes first. */
export function findBrowser(): string | undefined;
/** What to do where there is none. */
export const HOW_TO_GET_A_BROWSER: string;
