import Spinner from 'react-bootstrap/Spinner';

/** Shown while it is not known yet who is signed in, or while a page arrives. */
export function Loading() {
  return (
    <div className="loading" role="status">
      <Spinner aria-hidden="true" />
      <span className="visually-hidden">Loading</span>
    </div>
  );
}
