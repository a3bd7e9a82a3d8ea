import { useEffect, useState } from 'react';
import Button from 'react-bootstrap/Button';
import type { Sent } from 'react-cognito-hooks';
import { useConfig } from '../config-context';

const SECOND = 1000;

/** Asks for another code, once it makes sense to. */
export function Resend({ delivery, resend, resendAvailableAt }: Sent) {
  const { developerConsole } = useConfig();
  const [sentAgain, setSentAgain] = useState(false);
  const secondsLeft = useSecondsUntil(resendAvailableAt);
  const again = async (): Promise<void> => {
    const { ok } = await resend();
    setSentAgain(ok);
  };
  return (
    <div className="resend">
      <Button variant="link" disabled={secondsLeft > 0} onClick={() => void again()}>
        {secondsLeft > 0 ? `Send a new code (in ${secondsLeft} s)` : 'Send a new code'}
      </Button>
      {developerConsole && (
        <a href={developerConsole} target="_blank" rel="noreferrer">
          Open the inbox
        </a>
      )}
      <span role="status" className="resend-status">
        {sentAgain && `A new code is on its way to ${delivery.destination}.`}
      </span>
    </div>
  );
}

function useSecondsUntil(time: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((time - now) / SECOND));
}
