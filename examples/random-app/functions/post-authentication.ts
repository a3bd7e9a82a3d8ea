import type { PostAuthenticationTriggerEvent } from 'aws-lambda';

/** Counts the sign-ins that succeeded by a line in the log, which names nobody. */
export async function handler(
  event: PostAuthenticationTriggerEvent,
): Promise<PostAuthenticationTriggerEvent> {
  console.log(JSON.stringify({ event: 'signed in', client: event.callerContext.clientId }));
  return event;
}
