import type { CognitoErrorCode } from '../core/cognito-error';
import { CognitoError } from '../core/cognito-error';
import type { IdentityPoolOperations } from '../core/identity-pool-operations';
import type { UserPoolOperations } from '../core/user-pool-operations';

type ServiceOperations = UserPoolOperations & IdentityPoolOperations;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';

/** What a route answers: JSON, or a response of your own. */
export type RouteAnswer = object | string | number | boolean | null;

/** An answer that is not there yet. */
export class PendingAnswer<T> {
  constructor(
    readonly ms: number,
    readonly answer: T | undefined,
  ) {}
}

/** What one call answers; a `CognitoError` refuses it, a function is asked anew each time. */
export type Answer<I, O> =
  | O
  | CognitoError
  | PendingAnswer<O | CognitoError>
  | ((input: I) => O | CognitoError | PendingAnswer<O | CognitoError> | Promise<O>);

/**
 * What calls answer: operations of Cognito by their names, and routes of the API such as
 * `GET /users/{id}` by what they answer as JSON, or by a `Response`.
 */
export type Answers = {
  readonly [K in keyof ServiceOperations]?: Answer<
    ServiceOperations[K]['input'],
    ServiceOperations[K]['output']
  >;
} & { readonly [route in `${Method} /${string}`]?: Answer<Request, RouteAnswer> };

/**
 * An answer that is not there yet, for what is shown while a call is under way.
 *
 * @param ms how far `advance` must go until it is there. @default - it never is
 */
export const pending = <T>(ms = Number.POSITIVE_INFINITY, answer?: T): PendingAnswer<T> =>
  new PendingAnswer(ms, answer);

/** A refusal, by the name that Cognito has for it. */
export const refusal = (code: CognitoErrorCode, message: string = code): CognitoError =>
  new CognitoError(code, message, { status: 400 });
