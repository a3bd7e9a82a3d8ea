import { createLog } from 'secured-api-local';

/** Keeps the runtime's log out of the test report. */
export const quiet = createLog(() => undefined);
