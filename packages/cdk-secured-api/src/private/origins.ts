import { Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { foreignTarget } from './foreign-target';
import { refusal } from './refusal';

const LABEL = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';
const ORIGIN = new RegExp(`^https?://${LABEL}(\\.${LABEL})*(:\\d{1,5})?$`);

/** Fails where an origin is more or less than scheme, host and port, or another stack's token. */
export function assertOrigins(prop: string, origins: readonly string[], scope: IConstruct): void {
  for (const origin of origins) {
    if (Token.isUnresolved(origin)) {
      assertOfStack(prop, origin, scope);
    } else if (!ORIGIN.test(origin)) {
      throw refusal(
        'OriginMalformed',
        `${prop} holds '${origin}', write scheme, host and port in lower case and nothing else, ` +
          "such as 'https://www.example.com'",
        scope,
      );
    }
  }
}

/** A site of another stack that has the client's config would wait for its own API. */
function assertOfStack(prop: string, origin: string, scope: IConstruct): void {
  const foreign = foreignTarget(origin, scope);
  if (foreign === undefined) return;
  throw refusal(
    'OriginOfAnotherStack',
    `${prop} holds a value of '${foreign.node.path}', which is of another stack: write it ` +
      "out, such as 'https://www.example.com'",
    scope,
  );
}

/** Fails where origins of a developer's machine would be let into production. */
export function assertDevOrigins(
  origins: readonly string[],
  scope: IConstruct,
  stageName?: string,
): void {
  assertOrigins('devOrigins', origins, scope);
  if (origins.length === 0 || !(stageName === 'prod' || isProd(scope))) return;
  throw refusal(
    'DevOriginsInProd',
    `devOrigins ${origins.map((origin) => `'${origin}'`).join(', ')} would be allowed in the ` +
      "stage 'prod', leave them out there",
    scope,
  );
}

/** Whether the enclosing `Stage`, or else the context value `stage`, is named `prod`. */
export function isProd(scope: IConstruct): boolean {
  return (Stage.of(scope)?.stageName || scope.node.tryGetContext('stage')) === 'prod';
}
