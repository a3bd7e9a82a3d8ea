import { Field } from './Field';

/** A code that was sent or shown: digits that a phone may fill in by itself. */
export function CodeField({ label = 'Code' }: { readonly label?: string }) {
  return (
    <Field
      name="code"
      label={label}
      inputMode="numeric"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}
