import { Link } from 'react-router';
import { Heading } from '../layout/Heading';

/** Shown for a path that is no page. */
export function NotFoundPage() {
  return (
    <>
      <Heading title="There is no such page">The link may be old, or mistyped.</Heading>
      <Link to="/">Go to the numbers</Link>
    </>
  );
}
