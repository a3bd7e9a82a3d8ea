import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Header } from './layout/Header';
import { Loading } from './layout/Loading';
import { RedirectRefused } from './layout/RedirectRefused';
import { SignedInOnly } from './layout/SignedInOnly';
import { SignedOutOnly } from './layout/SignedOutOnly';
import { HomePage } from './pages/HomePage';
import { NotFoundPage } from './pages/NotFoundPage';
import { PrivatePage } from './pages/PrivatePage';
import { ResetPasswordPage } from './pages/ResetPasswordPage';
import { SignInPage } from './pages/SignInPage';
import { SignUpPage } from './pages/SignUpPage';

const AccountPage = lazy(() => import('./pages/AccountPage'));
const AmplifyPage = lazy(() => import('./pages/AmplifyPage'));

/** The demo's pages. */
export function App() {
  return (
    <>
      <Header />
      <main className="container page">
        <RedirectRefused />
        <Suspense fallback={<Loading />}>
          <Routes>
            <Route index element={<HomePage />} />
            <Route element={<SignedOutOnly />}>
              <Route path="sign-in" element={<SignInPage />} />
              <Route path="sign-up" element={<SignUpPage />} />
              <Route path="reset-password" element={<ResetPasswordPage />} />
            </Route>
            <Route element={<SignedInOnly />}>
              <Route path="private" element={<PrivatePage />} />
              <Route path="account" element={<AccountPage />} />
              <Route path="amplify" element={<AmplifyPage />} />
            </Route>
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
      </main>
    </>
  );
}
