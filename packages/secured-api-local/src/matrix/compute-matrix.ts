import type { Cloud } from '../cloud';
import type { IdentityPoolSettings } from '../cognito-identity/identity-pool-settings';
import type { Foundation } from '../foundation';
import type { RegisteredApi } from '../http-api/api-registry';
import type { RouteSettings } from '../http-api/api-settings';
import type { Decision } from '../iam/evaluate';
import { authorize } from '../sts/authorize';
import type { Principal } from '../sts/session';
import type { Access, AccessMatrix, RouteAccess, Verdict } from './access-matrix';
import { type Caller, callersOf, SAMPLE_IDENTITY_ID } from './callers';

const ANYONE = 'anyone';
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];
const SAMPLE_VALUE = 'sample';

/** What one method and path of a route come to for a caller. */
interface Trial {
  readonly verdict: 'allowed' | 'own' | 'refused';
  readonly decidedBy: string;
}

/** Computes who may call what, by the evaluation that a real request goes through. */
export function computeMatrix(cloud: Cloud, foundation: Foundation): AccessMatrix {
  const callers = callersOf(cloud, foundation.environment);
  const routes = cloud.apis
    .list()
    .flatMap((api) => api.routes.map((route) => rowOf(api, route, { callers, cloud, foundation })));
  const names = [ANYONE, ...callers.map(({ name }) => name)];
  return { callers: names, routes, limits: cloud.identityPools.pools().flatMap(limitsOf(cloud)) };
}

const limitsOf =
  ({ identityPools }: Cloud) =>
  ({ id, allowClassicFlow }: IdentityPoolSettings): string[] => [
    ...(identityPools.hasSessionTags(id)
      ? [`Callers of ${id} have no principal tags here: what a tag opens or closes is not shown.`]
      : []),
    ...(allowClassicFlow
      ? [`${id} allows the classic flow: a role that trusts it for that alone is not shown.`]
      : []),
  ];

interface Scope {
  readonly callers: readonly Caller[];
  readonly cloud: Cloud;
  readonly foundation: Foundation;
}

function rowOf(api: RegisteredApi, route: RouteSettings, scope: Scope): RouteAccess {
  const { kind } = route.authorization;
  const access = [
    { caller: ANYONE, ...anyoneOn(kind) },
    ...scope.callers.map((caller) => accessOf(caller, api, route, scope)),
  ];
  return {
    api: api.settings.logicalId,
    routeKey: route.routeKey,
    authorization: kind,
    access,
    openToAnyone: kind === 'none',
    unreachable: access.every(({ verdict }) => verdict === 'refused'),
  };
}

function accessOf(
  { name: caller, session }: Caller,
  api: RegisteredApi,
  route: RouteSettings,
  { cloud, foundation }: Scope,
): Access {
  const { kind } = route.authorization;
  if (kind === 'none') return { caller, verdict: 'allowed', decidedBy: 'no authorization' };
  if (kind === 'lambda') return { caller, ...anyoneOn(kind) };
  if (kind === 'jwt') {
    const holds = session?.kind === 'roleSession' && isSignedIn(session);
    return {
      caller,
      verdict: holds ? 'token' : 'refused',
      decidedBy: 'the route asks for a token',
    };
  }
  if (!session) return { caller, verdict: 'refused', decidedBy: 'the role cannot be assumed' };
  const trials = api.stages.flatMap(({ name: stage }) =>
    methodsOf(route.routeKey).map((method) =>
      attempt(session, { api, route, stage, method }, cloud, foundation),
    ),
  );
  return { caller, ...summarize(trials) };
}

function anyoneOn(kind: RouteSettings['authorization']['kind']): Omit<Access, 'caller'> {
  if (kind === 'none') return { verdict: 'allowed', decidedBy: 'the route has no authorization' };
  if (kind === 'lambda') return { verdict: 'function', decidedBy: 'the route asks a function' };
  return { verdict: 'refused', decidedBy: `the route asks for ${kind}` };
}

function isSignedIn(session: Principal & { kind: 'roleSession' }): boolean {
  return session.cognitoIdentity?.amr.includes('authenticated') ?? false;
}

interface Target {
  readonly api: RegisteredApi;
  readonly route: RouteSettings;
  readonly stage: string;
  readonly method: string;
}

/** Tries an arbitrary path first, then the one in which each variable is the caller. */
function attempt(
  session: Principal,
  { api, route, stage, method }: Target,
  { roles }: Cloud,
  { environment, clock }: Foundation,
): Trial {
  const { partition, region, accountId } = environment;
  const base = `arn:${partition}:execute-api:${region}:${accountId}:${api.settings.apiId}/${stage}`;
  const decide = (value: string): Decision =>
    authorize(
      session,
      {
        action: 'execute-api:Invoke',
        resource: `${base}/${method}${pathOf(route.routeKey, value)}`,
        sourceIp: '127.0.0.1',
        userAgent: 'matrix',
        now: clock.now(),
      },
      roles,
      environment,
    );
  const any = decide(SAMPLE_VALUE);
  if (any.allowed) return { verdict: 'allowed', decidedBy: any.statement };
  const own = decide(SAMPLE_IDENTITY_ID);
  if (own.allowed) return { verdict: 'own', decidedBy: own.statement };
  return {
    verdict: 'refused',
    decidedBy:
      any.reason === 'explicitDeny' ? `denied by ${any.statement}` : `no ${any.missing} policy`,
  };
}

function summarize(trials: readonly Trial[]): { verdict: Verdict; decidedBy: string } {
  const [first] = trials;
  if (!first) return { verdict: 'refused', decidedBy: 'the API has no stage' };
  if (trials.every(({ verdict }) => verdict === first.verdict)) return first;
  return trials.find(({ verdict }) => verdict !== 'refused') !== undefined
    ? {
        verdict: 'partly',
        decidedBy: trials.find(({ verdict }) => verdict !== 'refused')?.decidedBy ?? '',
      }
    : first;
}

function methodsOf(routeKey: string): string[] {
  const [method = ''] = routeKey.split(' ');
  return method === 'ANY' || method === '$default' ? VERBS : [method];
}

function pathOf(routeKey: string, value: string): string {
  const [, path = `/${value}`] = routeKey.split(' ');
  return path.replace(/\{[^}]+\}/g, value);
}
