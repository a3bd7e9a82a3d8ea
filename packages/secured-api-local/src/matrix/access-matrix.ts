/** What a kind of caller may do on a route. */
export type Verdict =
  /** The call reaches the handler. */
  | 'allowed'
  /** Only where each path variable is the caller's own identity id. */
  | 'own'
  /** Some of the methods of `ANY` or `$default`. */
  | 'partly'
  /** By a bearer token of the route's authorizer. */
  | 'token'
  /** Whoever the route's Lambda authorizer lets in. */
  | 'function'
  | 'refused';

/** A caller on a route, and the statement that decided. */
export interface Access {
  /** Such as `anyone`, `guest`, `signed in` or `group admins`. */
  readonly caller: string;
  readonly verdict: Verdict;
  /** The policy and the statement, or why there is none. */
  readonly decidedBy: string;
}

/** A route with every caller. */
export interface RouteAccess {
  /** Logical id of the API. */
  readonly api: string;
  readonly routeKey: string;
  readonly authorization: 'none' | 'iam' | 'jwt' | 'lambda';
  readonly access: readonly Access[];
  /** Whoever knows the address may call. */
  readonly openToAnyone: boolean;
  /** Nobody of the callers may call. */
  readonly unreachable: boolean;
}

/** Who may call what, by the template's own policies. */
export interface AccessMatrix {
  readonly callers: readonly string[];
  readonly routes: readonly RouteAccess[];
  /** What this template has that the matrix does not ask by, and so does not show; none for most. */
  readonly limits: readonly string[];
}
