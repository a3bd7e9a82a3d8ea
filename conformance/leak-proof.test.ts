import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CognitoAuth, RouteAccess, RouteHandler, SecuredApi } from 'cdk-secured-api';
import { describe, expect, test } from 'vitest';
import type { RouteMatch } from '../packages/secured-api-local/src/http-api/route-table';
import { LeakJudge, OWN_ID } from './support/leak-judge';
import {
  type AccessName,
  accessOf,
  ownParameterOf,
  randomRoutes,
  wirePaths,
} from './support/leak-routes';

const SETS = 200;
/** For slow machines: what takes a minute where nothing else runs. */
const TIMEOUT_MS = 300_000;
const WIRE_PATHS = wirePaths();

const ACCESS: Record<Exclude<AccessName, 'owner'>, RouteAccess> = {
  signedIn: RouteAccess.signedIn(),
  admin: RouteAccess.group('admin'),
  editor: RouteAccess.group('editor'),
  guests: RouteAccess.guests(),
  grantees: RouteAccess.grantees(),
  anyone: RouteAccess.anyone(),
};

/** Which roles an access grants a route to. */
const HOLDERS: Record<AccessName, readonly string[]> = {
  signedIn: ['Authenticated', 'Groupadmin', 'Groupeditor'],
  admin: ['Groupadmin'],
  editor: ['Groupeditor'],
  guests: ['Authenticated', 'Groupadmin', 'Groupeditor', 'Guests'],
  grantees: ['Caller'],
  owner: ['Authenticated', 'Groupadmin', 'Groupeditor'],
  anyone: [],
};

/** The template of an API with these routes, or why it is refused. */
function synthesize(routes: ReadonlyMap<string, AccessName>): LeakJudge | string {
  const stack = new Stack(new App(), 'Stack');
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    guests: true,
    groups: [{ name: 'admin' }, { name: 'editor' }],
  });
  const fn = (id: string) =>
    RouteHandler.fromFunction(
      new LambdaFunction(stack, id, {
        code: Code.fromInline('exports.handler = async () => ({})'),
        handler: 'index.handler',
        runtime: Runtime.NODEJS_24_X,
      }),
    );
  const guarded = fn('Guarded');
  const open = fn('Open');
  const api = new SecuredApi(stack, 'Api', { auth });
  const declared = [...routes].map(([key, name]) => {
    const access = name === 'owner' ? RouteAccess.owner(ownParameterOf(key) ?? '') : ACCESS[name];
    return [key, { handler: name === 'anyone' ? open : guarded, access }];
  });
  api.addRoutes(Object.fromEntries(declared));
  const granted = [...routes].filter(([, name]) => name === 'grantees').map(([key]) => key);
  const caller = new Role(stack, 'CallerRole', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  if (granted.length > 0) api.grantInvoke(caller, granted);
  try {
    return new LeakJudge(Template.fromStack(stack));
  } catch (error) {
    return String(error);
  }
}

/** What a role may do and should not, or should and may not. */
function faultsOf(judge: LeakJudge, routes: ReadonlyMap<string, AccessName>): string[] {
  return methodsOf(routes).flatMap((method) =>
    WIRE_PATHS.flatMap((wire) => {
      const reached = judge.reachedBy(method, wire);
      if (reached.length === 0) return [];
      return judge.roles.flatMap((role) => {
        const isGranted = (match: RouteMatch) => isGrantedTo(role, match, routes);
        const allowed = judge.allows(role, method, wire);
        const leaked = allowed && reached.find((match) => !isGranted(match));
        if (leaked) return [`${role} reaches '${leaked.route.routeKey}' by '${method} ${wire}'`];
        const meant = isPlain(wire) && reached.every(isGranted);
        return meant && !allowed ? [`${role} is refused '${method} ${wire}'`] : [];
      });
    }),
  );
}

/** The methods that routes name, and one that only `ANY` or `$default` takes. */
function methodsOf(routes: ReadonlyMap<string, AccessName>): string[] {
  const methods = [...routes.keys()].map((key) => key.split(' ')[0] ?? '');
  return [...new Set(methods.map((name) => name.replace(/^(ANY|\$default)$/, 'DELETE')))];
}

function isGrantedTo(
  role: string,
  { route: { routeKey }, pathParameters }: RouteMatch,
  routes: ReadonlyMap<string, AccessName>,
): boolean {
  const access = accessOf(routes, routeKey) ?? 'anyone';
  if (!HOLDERS[access].includes(role)) return false;
  return access !== 'owner' || pathParameters[ownParameterOf(routeKey) ?? ''] === OWN_ID;
}

/** A path that somebody means: no escaped slash, no empty segment. */
function isPlain(wire: string): boolean {
  return !wire.includes('%2F') && !wire.includes('//') && (wire === '/' || !wire.endsWith('/'));
}

describe('of random sets of routes', () => {
  const sets = Array.from({ length: SETS }, (_, seed) => randomRoutes(seed + 1));
  const results = sets.map((routes) => ({ routes, result: synthesize(routes) }));
  const proved = results.flatMap(({ routes, result }) =>
    result instanceof LeakJudge ? { routes, judge: result } : [],
  );

  test(
    'each that synthesizes lets no role invoke what it was not granted, and all that it was',
    () => {
      const faults = proved.flatMap(({ routes, judge }) =>
        faultsOf(judge, routes).map((fault) => `${fault} of ${JSON.stringify([...routes])}`),
      );

      expect(faults).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test('a third at least synthesize, some of them with fences', () => {
    const fenced = proved.filter(({ judge }) => judge.denies > 0);

    expect(proved.length).toBeGreaterThan(SETS / 3);
    expect(fenced.length).toBeGreaterThan(SETS / 20);
  });

  test('each that does not is refused for a leak and nothing else', () => {
    const others = results.filter(
      ({ result }) => typeof result === 'string' && !/RouteLeak/.test(result),
    );

    expect(others).toEqual([]);
  });
});

describe.each<[string, Record<string, AccessName>]>([
  ['a collection and its items', { 'GET /a': 'admin', 'GET /a/{x}': 'signedIn' }],
  ['a literal beside a variable', { 'GET /a/{x}': 'signedIn', 'GET /a/b': 'admin' }],
  ['a route below a variable', { 'GET /a/{x}': 'guests', 'GET /a/{x}/b': 'admin' }],
  ['one greedy route within another', { 'GET /a/{r+}': 'signedIn', 'GET /a/b/{r+}': 'admin' }],
  ['an owner beside a literal', { 'GET /a/{x}': 'owner', 'GET /a/b': 'admin' }],
  ['a role of the app', { 'GET /a/{x}': 'grantees', 'GET /a/b': 'editor' }],
])('%s', (_, declared) => {
  test('synthesize for different callers, and no path leads from one to the other', () => {
    const routes = new Map(Object.entries(declared));

    const judge = synthesize(routes);

    expect(judge).toBeInstanceOf(LeakJudge);
    expect(judge instanceof LeakJudge ? faultsOf(judge, routes) : judge).toEqual([]);
  });
});
