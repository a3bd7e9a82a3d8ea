/** A handler to bundle in tests. */
export const handler = async (event: unknown) => event;
