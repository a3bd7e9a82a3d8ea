/** What goes back to the caller. */
export interface ApiAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** An answer of the gateway itself. */
export function message(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): ApiAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ message: text }),
  };
}

export const FORBIDDEN = message(403, 'Forbidden');
export const NOT_FOUND = message(404, 'Not Found');
export const BAD_REQUEST = message(400, 'Bad Request');
export const REQUEST_TOO_LARGE = message(413, 'Request Entity Too Large');
export const INTERNAL_SERVER_ERROR = message(500, 'Internal Server Error');
