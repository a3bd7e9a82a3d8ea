import {
  type Input,
  invalidParameter,
  objectMember,
  optionalText,
  requiredText,
  textList,
} from '../../aws-endpoint/operation-input';
import type { AwsError } from '../../support/aws-error';

/** What a browser says that it had signed. */
export interface ClientData {
  readonly type: string;
  readonly challenge: string;
  readonly origin: string;
  /** Whether the page was framed by one of another origin. */
  readonly crossOrigin: boolean;
}

/** A credential of a browser in its JSON form; nothing of it is proved. */
export interface PasskeyCredential {
  readonly id: string;
  readonly attachment: 'platform' | 'cross-platform' | undefined;
  readonly clientData: ClientData;
  readonly clientDataJSON: string;
  /** The rest of the response, by the names of WebAuthn. */
  readonly response: Input;
}

const BASE64URL = /^[\w-]+$/;

/**
 * Reads a credential of a browser.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function readCredential(input: Input): PasskeyCredential {
  const id = requiredText(input, 'id');
  if (!BASE64URL.test(id) || requiredText(input, 'type') !== 'public-key') throw malformed();
  const response = objectMember(input, 'response') ?? {};
  const clientDataJSON = requiredText(response, 'clientDataJSON');
  const attachment = optionalText(input, 'authenticatorAttachment');
  return {
    id,
    attachment:
      attachment === 'platform' || attachment === 'cross-platform' ? attachment : undefined,
    clientData: readClientData(clientDataJSON),
    clientDataJSON,
    response,
  };
}

/**
 * Reads JSON that holds an object.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function parseObject(text: string): Input {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed };
  } catch {
    // It reads the same as JSON of another shape.
  }
  throw malformed();
}

/** The ways to reach an authenticator, as the browser tells them: at most as many as there are. */
export function transportsOf({ response }: PasskeyCredential): readonly string[] {
  const known = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];
  return known.filter((transport) => textList(response, 'transports').includes(transport));
}

/** The answer to a credential that cannot be read. */
export function malformed(): AwsError {
  return invalidParameter('The credential is malformed.');
}

function readClientData(encoded: string): ClientData {
  const data = parseObject(Buffer.from(encoded, 'base64url').toString('utf8'));
  return {
    type: requiredText(data, 'type'),
    challenge: requiredText(data, 'challenge'),
    origin: requiredText(data, 'origin'),
    crossOrigin: data.crossOrigin === true,
  };
}
