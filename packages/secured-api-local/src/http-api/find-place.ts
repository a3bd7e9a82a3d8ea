import type { Caller } from '../lambda/functions';
import type { Environment } from '../support/environment';
import { remembered } from '../support/remembered';
import { type ApiAnswer, BAD_REQUEST, NOT_FOUND } from './api-answer';
import type { ApiSettings, RouteSettings, StageSettings } from './api-settings';
import { type RequestPath, readPath } from './request-path';
import { RouteTable } from './route-table';
import type { Throttle } from './throttle';

/** A stage with what limits it. */
export interface ThrottledStage {
  readonly settings: StageSettings;
  readonly throttle: Throttle;
}

/** Where a method and a target lead to, whoever asks and whenever: nothing else is looked at. */
export interface Place {
  readonly path: RequestPath;
  readonly stage: StageSettings;
  readonly throttle: Throttle;
  readonly route: RouteSettings;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The ARN that a caller's policies are checked against. */
  readonly arn: string;
  /** The API as the route's function sees it, by the route's template: `GET/users/{id}`. */
  readonly asCaller: Caller;
}

/** A place, or why there is none. `noRoute` may be a preflight. */
export type Found =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'noRoute' }
  | { readonly kind: 'refused'; readonly answer: ApiAnswer; readonly reason: string };

/** What a method and a target are looked up in. */
export interface FindPlaceOptions {
  readonly api: ApiSettings;
  readonly routes: readonly RouteSettings[];
  readonly stages: readonly ThrottledStage[];
  readonly environment: Environment;
  /** Whether `/hello/` is `GET /hello`: contradictory in the wild. */
  readonly trailingSlash: '404' | 'match';
}

const NO_ROUTE: Found = { kind: 'noRoute' };
const NOT_A_PATH: Found = {
  kind: 'refused',
  answer: BAD_REQUEST,
  reason: 'the request target is not a valid path',
};
const NO_STAGE: Found = {
  kind: 'refused',
  answer: NOT_FOUND,
  reason: 'no stage serves this path',
};
const AMBIGUOUS: Found = {
  kind: 'refused',
  answer: NOT_FOUND,
  reason: "an escaped '/' or '?', or an empty, '.' or '..' segment is not supported",
};

/** Makes what finds stage and route of a method and a target. */
export function createFindPlace(
  options: FindPlaceOptions,
): (method: string, target: string) => Found {
  const table = new RouteTable(options.routes);
  const find = (method: string, target: string): Found => {
    const whole = readPath(target);
    if (!whole) return NOT_A_PATH;
    const staged = stageOf(whole, options.stages);
    if (!staged) return NO_STAGE;
    const match = table.match(method, routedSegments(staged.path, options.trailingSlash));
    if (!match) return NO_ROUTE;
    if (staged.path.ambiguous) return AMBIGUOUS;
    const arns = arnsOf(method, { ...staged, ...match }, options);
    return { kind: 'place', place: { ...staged, ...match, ...arns } };
  };
  // A method has no blank, so that no two pairs are one text.
  const known = remembered((text) => {
    const blank = text.indexOf(' ');
    return find(text.slice(0, blank), text.slice(blank + 1));
  });
  return (method, target) => known(`${method} ${target}`);
}

/** A named stage is the first segment of the path; `$default` serves what is left. */
function stageOf(
  whole: RequestPath,
  stages: readonly ThrottledStage[],
): Pick<Place, 'path' | 'stage' | 'throttle'> | undefined {
  const [first, ...rest] = whole.segments;
  const named = stages.find(({ settings: { name } }) => name !== '$default' && name === first);
  if (named) {
    const segments = rest.length > 0 ? rest : [''];
    const path = { ...whole, segments, decoded: `/${segments.join('/')}` };
    return { path, stage: named.settings, throttle: named.throttle };
  }
  const fallback = stages.find(({ settings }) => settings.name === '$default');
  return fallback && { path: whole, stage: fallback.settings, throttle: fallback.throttle };
}

function routedSegments(
  { segments }: RequestPath,
  trailingSlash: FindPlaceOptions['trailingSlash'],
): readonly string[] {
  const drops = trailingSlash === 'match' && segments.length > 1 && segments.at(-1) === '';
  return drops ? segments.slice(0, -1) : segments;
}

function arnsOf(
  method: string,
  { path, stage, route }: Pick<Place, 'path' | 'stage' | 'route'>,
  { api, environment: { partition, region, accountId } }: FindPlaceOptions,
): Pick<Place, 'arn' | 'asCaller'> {
  const base = `arn:${partition}:execute-api:${region}:${accountId}:${api.apiId}/${stage.name}`;
  const [, template] = route.routeKey.split(' ');
  const resource = template === undefined ? route.routeKey : `${method}${template}`;
  return {
    arn: `${base}/${method}${path.decoded}`,
    asCaller: {
      service: 'apigateway.amazonaws.com',
      sourceArn: `${base}/${resource}`,
      sourceAccount: accountId,
    },
  };
}
