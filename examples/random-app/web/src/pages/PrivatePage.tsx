import { useSignedFetch } from 'react-cognito-hooks';
import { Heading } from '../layout/Heading';
import { readAnswer } from '../numbers/call-result';
import { NumberCard } from '../numbers/NumberCard';

/** A page for signed-in users. It hides; what protects the number is IAM. */
export function PrivatePage() {
  const signedFetch = useSignedFetch();
  return (
    <>
      <Heading title="Private">Only signed-in users see this page.</Heading>
      <div className="numbers">
        <NumberCard
          title="Private number"
          actions={[
            {
              label: 'Get a private number',
              call: async () => readAnswer(await signedFetch('/private')),
            },
          ]}
        >
          The page only hides. IAM is what protects the number.
        </NumberCard>
      </div>
    </>
  );
}
