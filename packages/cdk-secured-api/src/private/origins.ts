import { Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from './refusal';

const ORIGIN = /^https?:\/\/[a-z0-9.-]+(:\d+)?$/;

/** Fails where an origin is more or less than scheme, host and port; tokens pass. */
export function assertOrigins(prop: string, origins: readonly string[], scope: IConstruct): void {
  for (const origin of origins) {
    if (Token.isUnresolved(origin) || ORIGIN.test(origin)) continue;
    throw refusal(
      'OriginMalformed',
      `${prop} holds '${origin}', write scheme, host and port in lower case and nothing else, ` +
        "such as 'https://www.example.com'",
      scope,
    );
  }
}

/** Fails where origins of a developer's machine would be let into production. */
export function assertDevOrigins(origins: readonly string[], scope: IConstruct): void {
  assertOrigins('devOrigins', origins, scope);
  if (origins.length === 0 || stageOf(scope) !== 'prod') return;
  throw refusal(
    'DevOriginsInProd',
    `devOrigins ${origins.map((origin) => `'${origin}'`).join(', ')} would be allowed in the ` +
      "stage 'prod', leave them out there",
    scope,
  );
}

/** The stage that a construct belongs to: the enclosing `Stage`'s name, or the context `stage`. */
function stageOf(scope: IConstruct): unknown {
  return Stage.of(scope)?.stageName || scope.node.tryGetContext('stage');
}
