import type { ReactNode } from 'react';
import Button from 'react-bootstrap/Button';
import Spinner from 'react-bootstrap/Spinner';

/** Sends a form; while an answer is under way it says so and cannot be pressed again. */
export function SubmitButton(props: { readonly pending: boolean; readonly children: ReactNode }) {
  return (
    <Button type="submit" className="submit" disabled={props.pending} aria-busy={props.pending}>
      {props.pending && <Spinner as="span" size="sm" aria-hidden="true" />}
      {props.children}
    </Button>
  );
}
