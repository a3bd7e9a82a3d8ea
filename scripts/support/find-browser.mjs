import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const INSTALLED = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
    process.env[name]
      ? [
          join(process.env[name], 'Google/Chrome/Application/chrome.exe'),
          join(process.env[name], 'Microsoft/Edge/Application/msedge.exe'),
        ]
      : [],
  ),
};

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of Chrome, Chromium or Edge on this machine; `CHROMIUM_PATH` comes first. */
export function findBrowser() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...(INSTALLED[process.platform] ?? []),
    ...(process.platform === 'win32' ? [] : onPath),
  ];
  return candidates.find((path) => path && isExecutable(path));
}

/** What to do where there is none. */
export const HOW_TO_GET_A_BROWSER =
  'No Chrome, Chromium or Edge was found. Install one (Debian and Ubuntu: apt-get install chromium; ' +
  'macOS: brew install --cask google-chrome), or set CHROMIUM_PATH, or leave these tests out by ' +
  'npm test -- --no-browser.';
