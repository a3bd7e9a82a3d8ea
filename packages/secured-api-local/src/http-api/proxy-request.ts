import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { message } from './api-answer';
import type { ProxyIntegration } from './api-settings';
import { failed, type Integrated } from './invoke-integration';
import { OWNED_HEADER } from './lambda-answer';
import type { EventSource } from './lambda-event';
import { proxyUrl } from './proxy-url';

const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;
/** What belongs to one connection, or is made anew for the next one. */
const OWN_TO_CONNECTION =
  /^(connection|content-length|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/;

/**
 * Hands a request to a web server and its answer back; a redirect is not followed.
 *
 * Nothing leaves this machine unless the developer says so: a server that is not on loopback is
 * asked only where `webServers` names its origin.
 */
export async function proxyRequest(
  integration: ProxyIntegration,
  source: EventSource,
  webServers: Readonly<Record<string, string>>,
): Promise<Integrated> {
  const target = proxyUrl(integration.url, source);
  if (!target) return failed('the target has a variable that the route has not');
  const standIn = Object.hasOwn(webServers, target.origin) ? webServers[target.origin] : undefined;
  if (standIn === undefined && !LOOPBACK.test(target.hostname)) {
    return failed(`'${target.origin}' is not asked, name what answers for it by --endpoint`);
  }
  const url = standIn ? new URL(target.pathname + target.search, standIn) : target;
  try {
    return { answer: await exchange(url, integration, source), reason: undefined };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    const answer = message(503, 'Service Unavailable');
    return { answer, reason: `'${url.origin}' did not answer: ${code}` };
  }
}

async function exchange(
  url: URL,
  { method, timeoutMs }: ProxyIntegration,
  source: EventSource,
): Promise<Integrated['answer']> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    send(url, {
      method: method ?? source.method,
      headers: forwarded(source),
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    })
      .on('response', resolve)
      .on('error', reject)
      .end(source.body.length > 0 ? source.body : undefined);
  });
  const body = await readAnswer(response);
  return { status: response.statusCode ?? 502, headers: answerHeaders(response.headers), body };
}

function forwarded({ headers, body, sourceIp }: EventSource): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !OWN_TO_CONNECTION.test(name));
  return {
    ...Object.fromEntries(kept),
    forwarded: `for=${sourceIp};host=${headers.host ?? ''};proto=https`,
    ...(body.length > 0 && { 'content-length': String(body.length) }),
  };
}

async function readAnswer(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw Object.assign(new Error(), { code: 'more than 10 MB' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function answerHeaders(headers: IncomingHttpHeaders): Record<string, string | readonly string[]> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || OWNED_HEADER.test(name) ? [] : [[name, value] as const],
  );
  return Object.fromEntries(kept);
}
