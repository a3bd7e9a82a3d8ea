/**
 * Hands each line of a stream on.
 *
 * @returns what hands on the rest, for a stream that is stopped and does not end
 */
export function printLines(
  stream: NodeJS.ReadableStream,
  print: (line: string) => void,
): () => void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) print(line);
  });
  return () => {
    if (rest !== '') print(rest);
    rest = '';
  };
}
