import { listen, type ReceivedRequest } from './listen';

/** What the API answers; default 200 with an empty object. */
export interface ApiAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** An HTTP API that records what it gets and answers as told. */
export class FakeApi {
  static async start(): Promise<FakeApi> {
    const api = new FakeApi();
    api.url = await listen((request, response) => {
      api.requests.push(request);
      const { status = 200, headers = {}, body = {} } = api.answer(request);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    });
    return api;
  }

  url = '';
  readonly requests: ReceivedRequest[] = [];
  answer: (request: ReceivedRequest) => ApiAnswer = () => ({});

  get last(): ReceivedRequest {
    const request = this.requests.at(-1);
    if (request === undefined) throw new Error('the API got no request');
    return request;
  }
}
