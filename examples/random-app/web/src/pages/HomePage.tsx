import { useAuth, useCacheIdentity, useSignedFetch } from 'react-cognito-hooks';
import { Heading } from '../layout/Heading';
import { readAnswer } from '../numbers/call-result';
import { NumberCard } from '../numbers/NumberCard';

/** The two numbers, and what happens to a call without a signature. */
export function HomePage() {
  const auth = useAuth();
  const identity = useCacheIdentity();
  const signedFetch = useSignedFetch();
  const plainFetch = useSignedFetch({ auth: 'none' });
  return (
    <>
      <Heading title="Random numbers">
        Anyone may have a public one. A private one is only for whoever has signed in.
      </Heading>
      <div className="numbers">
        <NumberCard
          title="Public number"
          actions={[
            {
              label: 'Get a public number',
              call: async () => readAnswer(await plainFetch('/public')),
            },
          ]}
        >
          The route is open: the request carries no signature.
        </NumberCard>
        <NumberCard
          key={identity} // what one user was shown is gone with the next
          title="Private number"
          actions={[
            {
              label: 'Get a private number',
              call: async () => readAnswer(await signedFetch('/private')),
            },
            {
              label: 'Call without signature',
              call: async () => readAnswer(await plainFetch('/private')),
            },
          ]}
        >
          {auth.status === 'signedIn'
            ? 'The request is signed with your temporary AWS credentials, and IAM decides.'
            : 'Sign in first: without a signature IAM refuses the call.'}
        </NumberCard>
      </div>
      <p className="mt-4 text-body-secondary">
        Two functions run with every sign-in and write a line to the log: the one before it turns
        addresses at blocked.example away, the one after it lets everything stand.
      </p>
    </>
  );
}
