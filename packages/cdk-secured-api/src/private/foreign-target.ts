import { Reference, Stack, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The construct of another stack whose value a string holds, if there is one. */
export function foreignTarget(text: string, scope: IConstruct): IConstruct | undefined {
  return Tokenization.reverseString(text)
    .tokens.filter((token) => Reference.isReference(token))
    .map(({ target }) => target)
    .find((target) => Stack.of(target) !== Stack.of(scope));
}
