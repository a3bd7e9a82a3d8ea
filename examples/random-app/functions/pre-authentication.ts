import type { PreAuthenticationTriggerEvent } from 'aws-lambda';

/** Whose e-mail addresses are turned away, so that everyone can see this trigger at work. */
const BLOCKED = '@blocked.example';

/** Turns blocked addresses away; a line in the log tells of each attempt and names nobody. */
export async function handler(
  event: PreAuthenticationTriggerEvent,
): Promise<PreAuthenticationTriggerEvent> {
  const { callerContext, request } = event;
  const isBlocked = request.userAttributes.email?.toLowerCase().endsWith(BLOCKED) ?? false;
  const outcome = isBlocked ? 'sign-in turned away' : 'sign-in attempted';
  console.log(JSON.stringify({ event: outcome, client: callerContext.clientId }));
  if (isBlocked) throw new Error('Addresses of this domain may not sign in.');
  return event;
}
