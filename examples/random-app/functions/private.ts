import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { randomNumber } from './random-number';

/** What IAM tells a route's function about its caller; `@types/aws-lambda` leaves it null. */
interface IamEvent {
  readonly requestContext: {
    readonly authorizer?: {
      readonly iam?: { readonly cognitoIdentity?: { readonly identityId: string } | null };
    };
  };
}

/** Answers a signed-in user with a random number, and with who IAM says is calling. */
export async function handler(event: IamEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const identityId = event.requestContext.authorizer?.iam?.cognitoIdentity?.identityId ?? null;
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ message: `Private Random Number: ${randomNumber()}`, identityId }),
  };
}
