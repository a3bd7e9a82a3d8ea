import { Field, type FieldProps } from './Field';

/** What a user signs in with; password managers and phones fill it in as it is. */
export function UsernameField(props: Omit<FieldProps, 'name'>) {
  return (
    <Field
      {...props}
      name="username"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}
