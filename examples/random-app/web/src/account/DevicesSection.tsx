import Alert from 'react-bootstrap/Alert';
import Button from 'react-bootstrap/Button';
import { useDevices } from 'react-cognito-hooks';
import { Section } from '../layout/Section';
import { errorText } from '../texts/error-texts';

const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** Lists the devices that the user pool knows, where it keeps track of them. */
export function DevicesSection() {
  const { devices, remember, forget, pending, error } = useDevices();
  if (devices === null || devices.length === 0) return null;
  const present = devices.find(({ isCurrent }) => isCurrent);
  return (
    <Section title="Devices">
      {error && <Alert variant="danger">{errorText(error)}</Alert>}
      <ul className="entries">
        {devices.map(({ id, name, isCurrent, lastUsedAt }) => (
          <li key={id}>
            <span>
              {name} {isCurrent ? '(this one)' : `(last used ${DATE.format(lastUsedAt)})`}
            </span>
            <Button
              size="sm"
              variant="outline-secondary"
              disabled={pending}
              aria-label={`Forget ${name}`}
              onClick={() => void forget(id)}
            >
              Forget
            </Button>
          </li>
        ))}
      </ul>
      {present?.isRemembered === false && (
        <Button variant="outline-secondary" disabled={pending} onClick={() => void remember()}>
          Remember this device
        </Button>
      )}
    </Section>
  );
}
