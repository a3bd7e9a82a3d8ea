import { type ReactNode, useId } from 'react';
import Card from 'react-bootstrap/Card';

/** One part of a page, named by its heading. */
export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <Card as="section" className="section" aria-labelledby={id}>
      <Card.Body>
        <h2 id={id}>{title}</h2>
        {children}
      </Card.Body>
    </Card>
  );
}
