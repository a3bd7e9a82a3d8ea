import 'bootstrap/dist/css/bootstrap.min.css';
import './app.css';
import { StrictMode } from 'react';
import {
  CognitoError,
  CognitoProvider,
  createCognitoClient,
  loadClientConfig,
} from 'react-cognito-hooks';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './App';
import { ConfigContext } from './config-context';
import { followColorScheme } from './layout/color-scheme';
import { StartFailed } from './layout/StartFailed';

followColorScheme();

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no element with the id root');
const root = createRoot(container);

try {
  const config = await loadClientConfig();
  const client = createCognitoClient(config);
  root.render(
    <StrictMode>
      <ConfigContext value={config}>
        <CognitoProvider client={client}>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </CognitoProvider>
      </ConfigContext>
    </StrictMode>,
  );
} catch (error) {
  root.render(
    <StartFailed reason={error instanceof CognitoError ? error.message : String(error)} />,
  );
}
