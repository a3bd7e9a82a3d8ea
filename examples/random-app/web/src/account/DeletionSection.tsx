import { useState } from 'react';
import Alert from 'react-bootstrap/Alert';
import Button from 'react-bootstrap/Button';
import { useDeleteUser } from 'react-cognito-hooks';
import { Section } from '../layout/Section';
import { errorText } from '../texts/error-texts';
import { Reauthenticated } from './Reauthenticated';

/** Deletes the account, after its owner has shown once more that it is theirs. */
export function DeletionSection() {
  const { deleteUser, pending, error } = useDeleteUser();
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title="Delete the account">
      <p>Everything that belongs to it is gone for good.</p>
      {isOpen ? (
        <Reauthenticated>
          {error && <Alert variant="danger">{errorText(error)}</Alert>}
          <Button variant="danger" disabled={pending} onClick={() => void deleteUser()}>
            Delete my account
          </Button>
        </Reauthenticated>
      ) : (
        <Button variant="outline-danger" onClick={() => setOpen(true)}>
          Delete my account…
        </Button>
      )}
    </Section>
  );
}
