import type { Delivery } from '../../delivery/inbox';
import type { Store } from '../../state/store';
import type { Clock } from '../../support/clock';
import type { Random } from '../../support/random';
import type { StoreSecret } from '../pool/store-secret';
import type { Triggers } from '../pool/triggers';
import type { UserPoolRegistry } from '../pool/user-pool-registry';
import type { UserPoolSettings, VerifiableAttribute } from '../pool/user-pool-settings';
import type { User } from '../users/user';
import { normalizeName } from '../users/user-directory';
import { customTexts } from './custom-message';
import type { CustomSenders } from './custom-senders';
import { createHourlyBudget } from './hourly-budget';
import { linkText, type SignUpLink, signUpLink } from './sign-up-link';
import type { CodePurpose, ProvedAddress, VerificationCodes } from './verification-codes';

const SENDS_AN_HOUR = 20;

const CODE = /\{####\}/;
const LINK = /\{##.+?##\}/;

/** The messages that a link may stand in for a code of. */
const CONFIRMS: ReadonlySet<CodeKind> = new Set(['SignUp', 'ResendCode']);

/** Why a code is sent: the second half of the custom message's trigger source. */
export type CodeKind =
  | 'Authentication'
  | 'SignUp'
  | 'ResendCode'
  | 'ForgotPassword'
  | 'UpdateUserAttribute'
  | 'VerifyUserAttribute';

/** Where a code went, as AWS tells it. */
export interface CodeDeliveryDetails {
  readonly Destination: string;
  readonly DeliveryMedium: 'EMAIL' | 'SMS';
  readonly AttributeName: VerifiableAttribute;
}

/** To whom a message goes, and from where. */
interface Message {
  readonly pool: UserPoolSettings;
  readonly user: User;
  readonly kind: CodeKind;
  readonly address: ProvedAddress;
  readonly clientId: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/** What is to be sent, and for whom. */
export interface CodeRequest extends Message {
  readonly purpose: CodePurpose;
}

/** A code that a sign-in waits for. */
export interface SignInCodeRequest extends Omit<Message, 'kind'> {
  readonly digits: number;
}

/** A code that was sent, for the sign-in to compare. */
export interface SignInCode {
  readonly code: string;
  readonly details: CodeDeliveryDetails;
}

/** Sends codes and says where they went. */
export interface CodeSender {
  /** @throws AwsError `LimitExceededException`, or what a custom message trigger fails with */
  send(request: CodeRequest): Promise<CodeDeliveryDetails>;
  /** Sends a code that nothing but the caller's own session knows, and throws as `send` does. */
  sendForSignIn(request: SignInCodeRequest): Promise<SignInCode>;
  /** What `send` would say if a user of that name existed. */
  pretend(pool: UserPoolSettings, name: string): CodeDeliveryDetails;
}

/** Sends by the pool's own sender, else by `delivery` with a text of the pool or of its trigger. */
export function createCodeSender(
  services: {
    store: Store;
    clock: Clock;
    random: Random;
    delivery: Delivery;
    triggers: Triggers;
    customSenders: CustomSenders;
    registry: UserPoolRegistry;
  },
  codes: VerificationCodes,
  secret: StoreSecret,
): CodeSender {
  const { store, random, delivery, triggers, customSenders, registry } = services;
  const sends = createHourlyBudget(services, 'code-sends', SENDS_AN_HOUR);

  return {
    send: async (request) => {
      const { pool, user, address } = request;
      sends.take(pool.id, user.username);
      const code = codes.issue(user, request.purpose, address);
      const { email, linkEmail, sms } = pool.messages;
      const isSms = mediumOf(address.attribute) === 'SMS';
      if (!isSms && linkEmail !== undefined && CONFIRMS.has(request.kind)) {
        const link = () => signUpLink(registry, { ...request, code });
        await deliver(request, code, linkEmail, link);
      } else {
        await deliver(request, code, isSms ? sms : email);
      }
      return detailsOf(address);
    },
    sendForSignIn: async (request) => {
      const { pool, user, address } = request;
      sends.take(pool.id, user.username);
      const code = random.digits(request.digits);
      const { signInEmail, signInSms } = pool.messages;
      const isSms = mediumOf(address.attribute) === 'SMS';
      const message = { ...request, kind: 'Authentication' } as const;
      await deliver(message, code, isSms ? signInSms : signInEmail);
      return { code, details: detailsOf(address) };
    },
    pretend: (pool, name) => {
      sends.take(pool.id, normalizeName(pool, name));
      return detailsOf(pretendAddress(pool, name));
    },
  };

  async function deliver(
    message: Message,
    code: string,
    poolText: string,
    makeLink?: () => SignUpLink,
  ): Promise<void> {
    const { user, kind, address } = message;
    const channel = mediumOf(address.attribute);
    await store.durable();
    if (customSenders.send({ ...message, channel, code })) return;
    const link = makeLink?.();
    const textOf = await customTexts(triggers, message);
    const written = textOf(channel, [link === undefined ? CODE : LINK]) ?? poolText;
    const text = link === undefined ? written : linkText(written, link);
    delivery.send({
      to: address.destination,
      channel,
      kind,
      code,
      ...(link && { link: link.url }),
      text: text.replaceAll('{####}', code).replaceAll('{username}', user.username),
    });
  }

  function pretendAddress(pool: UserPoolSettings, name: string): ProvedAddress {
    if (name.includes('@')) return { attribute: 'email', destination: name };
    if (/^\+\d+$/.test(name)) return { attribute: 'phone_number', destination: name };
    const digest = secret.derive('address', pool.id, name);
    if (pool.autoVerifiedAttributes.includes('phone_number')) {
      const digits = (digest.readUInt32BE() % 10_000).toString().padStart(4, '0');
      return { attribute: 'phone_number', destination: `+${digits}` };
    }
    const letter = (at: number): string => String.fromCharCode(97 + ((digest[at] ?? 0) % 26));
    return { attribute: 'email', destination: `${letter(0)}@${letter(1)}` };
  }
}

/** An address with all but its first letters, or its last four digits, hidden. */
export function maskAddress({ attribute, destination }: ProvedAddress): string {
  if (attribute === 'phone_number') return `+*******${destination.slice(-4)}`;
  const [local = '', domain = ''] = destination.split('@');
  return `${local.charAt(0)}***@${domain.charAt(0)}***`;
}

function detailsOf(address: ProvedAddress): CodeDeliveryDetails {
  return {
    Destination: maskAddress(address),
    DeliveryMedium: mediumOf(address.attribute),
    AttributeName: address.attribute,
  };
}

function mediumOf(attribute: VerifiableAttribute): 'EMAIL' | 'SMS' {
  return attribute === 'email' ? 'EMAIL' : 'SMS';
}
