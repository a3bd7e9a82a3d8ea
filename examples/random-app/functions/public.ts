import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { randomNumber } from './random-number';

/** Answers anyone with a random number. */
export async function handler(): Promise<APIGatewayProxyStructuredResultV2> {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ message: `Public Random Number: ${randomNumber()}` }),
  };
}
