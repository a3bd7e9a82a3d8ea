export {
  CognitoProvider,
  createCognitoClient,
  useAuth,
  useResetPassword,
  useSignedFetch,
  useSignIn,
  useSignOut,
  useSignUp,
} from 'react-cognito-hooks';
