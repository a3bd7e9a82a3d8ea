import { get } from 'aws-amplify/api';
import { useEffect } from 'react';
import { useCognitoClient } from 'react-cognito-hooks';
import { connectAmplify } from 'react-cognito-hooks/amplify';
import { useConfig } from '../config-context';
import { Heading } from '../layout/Heading';
import { type CallResult, toResult } from '../numbers/call-result';
import { NumberCard } from '../numbers/NumberCard';

/** The private number by aws-amplify, which rides on the session of the hooks. */
export default function AmplifyPage() {
  const client = useCognitoClient();
  const { apis } = useConfig();
  const [apiName = ''] = Object.keys(apis);
  useEffect(() => connectAmplify(client), [client]);
  const call = async (): Promise<CallResult> => {
    const { statusCode, body } = await get({ apiName, path: '/private' }).response;
    return toResult(statusCode, await body.json());
  };
  return (
    <>
      <Heading title="By Amplify">
        This page alone loads aws-amplify. It uses the session that is already here.
      </Heading>
      <div className="numbers">
        <NumberCard title="Private number" actions={[{ label: 'Get it by Amplify', call }]}>
          The call is made by <code>get</code> of <code>aws-amplify/api</code>.
        </NumberCard>
      </div>
    </>
  );
}
