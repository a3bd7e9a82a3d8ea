import { once } from 'node:events';
import { connect } from 'node:net';

const AT_ONCE = 100;
const HEAD_END = '\r\n\r\n';

/** An answer, as far as it tells what was reached. */
export interface PipedAnswer {
  readonly status: number;
  /** What the handler says it was called for. */
  readonly route: string | undefined;
}

/** Sends requests without a body over one connection, many before the first answer. */
export async function pipeline(
  port: number,
  requests: readonly { readonly method: string; readonly text: string }[],
): Promise<PipedAnswer[]> {
  const socket = connect({ port, host: '127.0.0.1' });
  const answers: PipedAnswer[] = [];
  let received = '';
  let wake: () => void = () => undefined;
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
    wake();
  });
  await once(socket, 'connect');
  const ended = once(socket, 'close').then(() => wake());
  for (let from = 0; from < requests.length; from += AT_ONCE) {
    const batch = requests.slice(from, from + AT_ONCE);
    socket.write(batch.map(({ text }) => text).join(''));
    for (const { method } of batch) {
      let size = answerSize(received, method);
      while (size === undefined) {
        if (socket.closed) throw new Error(`closed after ${answers.length} answers: ${received}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        size = answerSize(received, method);
      }
      answers.push(readAnswer(received));
      received = received.slice(size);
    }
  }
  socket.destroy();
  await ended;
  return answers;
}

/** How long the first answer of a text is, if it is there as a whole. */
function answerSize(text: string, method: string): number | undefined {
  const head = text.indexOf(HEAD_END);
  if (head < 0) return undefined;
  const length = method === 'HEAD' ? 0 : Number(header(text, head, 'content-length') ?? 0);
  const size = head + HEAD_END.length + length;
  return text.length < size ? undefined : size;
}

function readAnswer(text: string): PipedAnswer {
  const head = text.indexOf(HEAD_END);
  return { status: Number(text.slice(9, 12)), route: header(text, head, 'x-route') };
}

function header(text: string, end: number, name: string): string | undefined {
  return new RegExp(`\r\n${name}: ([^\r]*)`, 'i').exec(text.slice(0, end))?.[1];
}
