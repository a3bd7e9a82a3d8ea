import { createContext, useContext } from 'react';

/** What is wrong with a form's fields, by their names. */
export type FieldErrors = Readonly<Record<string, string | undefined>>;

/** The errors of the form around a field. */
export const FieldErrorsContext = createContext<FieldErrors>({});

/** What is wrong with a field, if anything is. */
export function useFieldError(name: string): string | undefined {
  return useContext(FieldErrorsContext)[name];
}
