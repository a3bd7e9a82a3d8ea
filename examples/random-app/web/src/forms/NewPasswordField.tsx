import { useState } from 'react';
import { useConfig } from '../config-context';
import { PasswordField } from './PasswordField';
import { passwordRules, passwordRulesAttribute } from './password-rules';

/** A password to be chosen, with the user pool's rules ticked off while typing. */
export function NewPasswordField(props: { readonly name: string; readonly label: string }) {
  const { passwordPolicy } = useConfig();
  const [password, setPassword] = useState('');
  return (
    <PasswordField
      {...props}
      autoComplete="new-password"
      attributes={{ passwordrules: passwordRulesAttribute(passwordPolicy) }}
      onChange={({ target }) => setPassword(target.value)}
      hint={
        <ul className="rules">
          {passwordRules(passwordPolicy).map(({ text, isMet }) => (
            <li key={text} className={isMet(password) ? 'met' : undefined}>
              {text}
              {isMet(password) && <span className="visually-hidden">, met</span>}
            </li>
          ))}
        </ul>
      }
    />
  );
}
