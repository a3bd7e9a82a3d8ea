import Badge from 'react-bootstrap/Badge';
import type { CallResult } from './call-result';

/** What came of a call: the message, the status, and who called. */
export function CallOutcome({ result }: { readonly result: CallResult }) {
  const { status, message, caller } = result;
  const succeeded = status === 200;
  return (
    <dl className="outcome">
      <div className="outcome-message">
        <dt className="visually-hidden">Answer</dt>
        <dd>{message}</dd>
      </div>
      <div>
        <dt>Status</dt>
        <dd>
          <Badge bg={succeeded ? 'success' : 'danger'}>{status ?? 'not sent'}</Badge>
        </dd>
      </div>
      <div>
        <dt>Called by</dt>
        <dd className="caller">{caller}</dd>
      </div>
    </dl>
  );
}
