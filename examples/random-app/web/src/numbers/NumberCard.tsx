import { type ReactNode, useState } from 'react';
import Button from 'react-bootstrap/Button';
import Card from 'react-bootstrap/Card';
import Spinner from 'react-bootstrap/Spinner';
import { CallOutcome } from './CallOutcome';
import { type CallResult, toFailure } from './call-result';

/** A way to ask for a number. */
export interface NumberAction {
  readonly label: string;
  readonly call: () => Promise<CallResult>;
}

/** A number, and the ways to ask for it; the first is the main one. */
export interface NumberCardProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions: readonly NumberAction[];
}

/** Asks for a number and shows the answer with its status and who called. */
export function NumberCard({ title, children, actions }: NumberCardProps) {
  const [result, setResult] = useState<CallResult | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const ask = async ({ label, call }: NumberAction): Promise<void> => {
    setAsking(label);
    setResult(await call().catch(toFailure));
    setAsking(null);
  };
  return (
    <Card as="section" className="number-card" aria-label={title}>
      <Card.Body>
        <Card.Title as="h2">{title}</Card.Title>
        <Card.Text>{children}</Card.Text>
        <div className="actions">
          {actions.map((action, index) => (
            <Button
              key={action.label}
              variant={index === 0 ? 'primary' : 'outline-secondary'}
              disabled={asking !== null}
              onClick={() => void ask(action)}
            >
              {asking === action.label && <Spinner as="span" size="sm" aria-hidden="true" />}
              {action.label}
            </Button>
          ))}
        </div>
        <div role="status">{result && <CallOutcome result={result} />}</div>
      </Card.Body>
    </Card>
  );
}
