'use strict';

/** Answers as the demo's open route does. */
exports.handler = async () => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify({ message: 'Public Random Number: 7' }),
});
