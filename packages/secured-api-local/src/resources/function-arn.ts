import type { PropertyReader } from './property-reader';

const INVOKE_URI = /functions\/(arn:[^/]+)\/invocations$/;

/** The function that a property names by its ARN, or by the URI that API Gateway invokes it by. */
export function readFunctionArn(reader: PropertyReader, name: string): string {
  const uri = reader.text(name);
  const arn = INVOKE_URI.exec(uri)?.[1] ?? uri;
  return /^arn:[^:]+:lambda:/.test(arn) ? arn : reader.refuse(name, 'the ARN of a function');
}
