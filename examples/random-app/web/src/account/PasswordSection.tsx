import { useState } from 'react';
import { usePassword } from 'react-cognito-hooks';
import { useConfig } from '../config-context';
import { AppForm } from '../forms/AppForm';
import { checkNewPassword, checkPresent } from '../forms/checks';
import { NewPasswordField } from '../forms/NewPasswordField';
import { PasswordField } from '../forms/PasswordField';
import { Section } from '../layout/Section';

/** Changes the password. */
export function PasswordSection() {
  const { passwordPolicy } = useConfig();
  const { change, pending, error } = usePassword();
  const [changes, setChanges] = useState(0);
  const submit = async (currentPassword: string, newPassword: string): Promise<void> => {
    const { ok } = await change({ currentPassword, newPassword });
    if (ok) setChanges(changes + 1);
  };
  return (
    <Section title="Password">
      <AppForm
        key={changes} // what was typed is gone once it is changed
        fields={['password', 'newPassword']}
        check={({ password = '', newPassword = '' }) => ({
          password: checkPresent(password, 'your password'),
          newPassword: checkNewPassword(newPassword, passwordPolicy),
        })}
        onSubmit={({ password = '', newPassword = '' }) => submit(password, newPassword)}
        error={error}
        pending={pending}
        submitLabel="Change password"
      >
        <PasswordField name="password" label="Present password" autoComplete="current-password" />
        <NewPasswordField name="newPassword" label="New password" />
      </AppForm>
      <p role="status">{changes > 0 && 'Your password has been changed.'}</p>
    </Section>
  );
}
