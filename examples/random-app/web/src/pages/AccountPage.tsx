import { useEffect } from 'react';
import { useSignIn } from 'react-cognito-hooks';
import { AddressSection } from '../account/AddressSection';
import { DeletionSection } from '../account/DeletionSection';
import { DevicesSection } from '../account/DevicesSection';
import { PasskeysSection } from '../account/PasskeysSection';
import { PasswordSection } from '../account/PasswordSection';
import { SecondStepSection } from '../account/SecondStepSection';
import { useConfig } from '../config-context';
import { Heading } from '../layout/Heading';

/** Who one is to this app, and how one signs in to it. */
export default function AccountPage() {
  const { signIn } = useConfig();
  const { reset } = useSignIn({ reauthenticate: true });
  useEffect(() => reset, [reset]); // who leaves the page proves it again when coming back
  return (
    <>
      <Heading title="Account">How you sign in, and what we send codes to.</Heading>
      <div className="sections">
        {signIn.identifiers.includes('email') && <AddressSection name="email" />}
        <PasswordSection />
        {signIn.mfa !== 'OFF' && <SecondStepSection />}
        {signIn.passkeyRelyingPartyId !== undefined && <PasskeysSection />}
        <DevicesSection />
        <DeletionSection />
      </div>
    </>
  );
}
