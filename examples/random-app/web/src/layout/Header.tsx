import { useEffect, useState } from 'react';
import Button from 'react-bootstrap/Button';
import Container from 'react-bootstrap/Container';
import Nav from 'react-bootstrap/Nav';
import Navbar from 'react-bootstrap/Navbar';
import { SignedIn, SignedOut, useSignOut, useUser } from 'react-cognito-hooks';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import { useConfig } from '../config-context';

const HOME = '/';

/** The brand, the pages, and who is signed in. */
export function Header() {
  const { developerConsole } = useConfig();
  return (
    <header className="header">
      <Navbar expand="md" aria-label="Pages">
        <Container>
          <Navbar.Brand as={Link} to="/">
            Random numbers
          </Navbar.Brand>
          <Navbar.Toggle aria-controls="pages" />
          <Navbar.Collapse id="pages">
            <Nav className="me-auto">
              <Nav.Link as={NavLink} to="/private">
                Private
              </Nav.Link>
              <Nav.Link as={NavLink} to="/amplify">
                By Amplify
              </Nav.Link>
              {developerConsole && (
                <Nav.Link href={developerConsole} target="_blank" rel="noreferrer">
                  Inbox
                </Nav.Link>
              )}
            </Nav>
            <SignedIn>
              <SignedInActions />
            </SignedIn>
            <SignedOut>
              <div className="header-actions">
                <Link className="btn btn-link" to="/sign-in">
                  Sign in
                </Link>
                <Link className="btn btn-primary" to="/sign-up">
                  Sign up
                </Link>
              </div>
            </SignedOut>
          </Navbar.Collapse>
        </Container>
      </Navbar>
    </header>
  );
}

function SignedInActions() {
  const user = useUser();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [isLeaving, setLeaving] = useState(false);
  // On a page for signed-in users alone it would lead to the sign-in, and back to that page.
  useEffect(() => {
    if (isLeaving && pathname === HOME) void signOut();
  }, [isLeaving, pathname, signOut]);
  const leave = (): void => {
    setLeaving(true);
    void navigate(HOME);
  };
  const name = user?.email ?? String(user?.claims.phone_number ?? user?.username ?? '');
  return (
    <div className="header-actions">
      <Link className="who" to="/account" title="Account" data-testid="user">
        {name}
      </Link>
      <Button variant="outline-secondary" onClick={leave}>
        Sign out
      </Button>
    </div>
  );
}
