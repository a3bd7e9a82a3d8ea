/** An AWS service, or another principal, that calls a function. */
export interface Caller {
  /** The service principal, such as `cognito-idp.amazonaws.com`. */
  readonly service: string;
  /** What it calls for: the ARN that the function's resource policy is checked against. */
  readonly sourceArn: string;
  readonly sourceAccount: string;
}

/** How a call ended. Only `answered` ran to its end without an error. */
export type InvokeAnswer =
  | { readonly outcome: 'answered'; readonly payload: unknown }
  | { readonly outcome: 'failed'; readonly errorType: string; readonly errorMessage: string }
  | { readonly outcome: 'timedOut' }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'notRunnable'; readonly reason: string };

/** Lambda, as the other services see it. */
export interface Functions {
  /** Calls a function by ARN, if its resource policy lets that caller. Never rejects. */
  invoke(functionArn: string, payload: unknown, caller: Caller): Promise<InvokeAnswer>;
}

/** Lambda for services that do not wait for a function's end. */
export interface EventFunctions {
  /** Hands over an event, as the invocation type `Event` does, if the resource policy lets that caller. */
  send(functionArn: string, event: unknown, caller: Caller): 'accepted' | 'refused';
}
