import Alert from 'react-bootstrap/Alert';

/** Shown when the app has no config: without it there is nothing to sign in to. */
export function StartFailed({ reason }: { readonly reason: string }) {
  return (
    <main className="container page">
      <Alert variant="danger">
        <Alert.Heading as="h1">The app could not start</Alert.Heading>
        <p>Its config did not arrive: {reason}</p>
        <p className="mb-0">Is the backend running? Reload the page to try again.</p>
      </Alert>
    </main>
  );
}
