import { type ReactNode, useEffect, useRef } from 'react';

const APP = 'Random numbers';

/** What a page or a step is headed by. */
export interface HeadingProps {
  /** Also the document's title. */
  readonly title: string;
  /** One sentence below it. */
  readonly children?: ReactNode;
}

/** A heading that takes the focus when a page or a new step comes up, and sets the title. */
export function Heading({ title, children }: HeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === APP ? APP : `${title} · ${APP}`;
    heading.current?.focus();
  }, [title]);
  return (
    <div className="heading">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children && <p>{children}</p>}
    </div>
  );
}
