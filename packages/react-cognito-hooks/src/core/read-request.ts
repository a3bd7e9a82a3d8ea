import { toUtf8 } from './bytes';

/** A request that can be sent again: its body is read, and `request` holds none. */
export interface ReadRequest {
  readonly request: Request;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Reads what a `fetch` is called with. */
export async function readRequest(
  input: Request | URL,
  init: RequestInit = {},
): Promise<ReadRequest> {
  const body = bytesOf(init.body);
  if (body !== undefined) {
    // One of the same kind, for the content type and the refusals that a Request has for it.
    const empty = typeof init.body === 'string' ? '' : new Uint8Array();
    return { request: new Request(input, { ...init, body: empty }), body };
  }
  const request = new Request(input, init);
  return { request, body: new Uint8Array(await request.arrayBuffer()) };
}

/** Large bytes block a page three times as long when they are read back from a Request. */
function bytesOf(body: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (typeof body === 'string') return toUtf8(body);
  if (body instanceof ArrayBuffer) return new Uint8Array(body.slice(0));
  if (!ArrayBuffer.isView(body)) return undefined;
  return new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice();
}
