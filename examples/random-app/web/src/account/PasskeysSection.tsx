import { useState } from 'react';
import Alert from 'react-bootstrap/Alert';
import Button from 'react-bootstrap/Button';
import { useMfa, usePasskeys } from 'react-cognito-hooks';
import { useConfig } from '../config-context';
import { Section } from '../layout/Section';
import { passkeyObstacle } from '../passkeys/passkey-obstacle';
import { errorText } from '../texts/error-texts';
import { Reauthenticated } from './Reauthenticated';

/** Lists the passkeys, adds one and takes one away. */
export function PasskeysSection() {
  const { passkeys } = usePasskeys();
  const { preference } = useMfa();
  const { passkeyRelyingPartyId } = useConfig().signIn;
  const obstacle = passkeyObstacle(passkeyRelyingPartyId);
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title="Passkeys">
      <p>Sign in with your finger, your face or your device's PIN in place of a password.</p>
      {preference !== null && preference.enabled.length > 0 && (
        <p>While signing in asks for a second step, it begins with your password.</p>
      )}
      {passkeys?.length === 0 && <p>You have none yet.</p>}
      {isOpen ? (
        <Reauthenticated>
          <Passkeys />
        </Reauthenticated>
      ) : (
        <>
          <ul className="entries">
            {passkeys?.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
          {obstacle === undefined ? (
            <Button variant="outline-secondary" onClick={() => setOpen(true)}>
              Change my passkeys
            </Button>
          ) : (
            <p className="mb-0 text-body-secondary">{obstacle}</p>
          )}
        </>
      )}
    </Section>
  );
}

function Passkeys() {
  const { passkeys, enrol, remove, pending, error } = usePasskeys();
  return (
    <>
      {error && <Alert variant="danger">{errorText(error)}</Alert>}
      <ul className="entries">
        {passkeys?.map(({ id, name }) => (
          <li key={id}>
            {name}{' '}
            <Button
              size="sm"
              variant="outline-secondary"
              disabled={pending}
              aria-label={`Remove ${name}`}
              onClick={() => void remove(id)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <Button disabled={pending} onClick={() => void enrol()}>
        Add a passkey
      </Button>
    </>
  );
}
