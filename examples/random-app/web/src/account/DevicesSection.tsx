import Alert from 'react-bootstrap/Alert';
import Button from 'react-bootstrap/Button';
import { useDevices } from 'react-cognito-hooks';
import { Section } from '../layout/Section';
import { deviceText } from '../texts/device-text';
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
        {devices.map(({ id, name, isCurrent, isRemembered, lastUsedAt }) => (
          <li key={id}>
            <span>
              {deviceText(name)} {isCurrent ? '(this one' : `(last used ${DATE.format(lastUsedAt)}`}
              {isRemembered ? ', remembered)' : ')'}
            </span>
            <Button
              size="sm"
              variant="outline-secondary"
              disabled={pending}
              aria-label={`Forget ${deviceText(name)}`}
              onClick={() => void forget(id)}
            >
              Forget
            </Button>
          </li>
        ))}
      </ul>
      {present?.isRemembered === false && (
        <>
          <p>Whoever signs in on a remembered device is not asked for the second step.</p>
          <Button variant="outline-secondary" disabled={pending} onClick={() => void remember()}>
            Remember this device
          </Button>
        </>
      )}
    </Section>
  );
}
