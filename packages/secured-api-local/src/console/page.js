// @ts-check
// The console's page: reads the runtime's JSON every second and shows it. Whatever comes from
// outside goes in as text, never as markup.

const EVERY_MS = 1000;

/** @param {string} tag @param {string} text @param {string} [className] */
function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** @param {string} section @param {Element[]} rows */
function show(section, rows) {
  const list = document.querySelector(`#${section} .messages, #${section} tbody`);
  const empty = document.querySelector(`#${section} .empty`);
  const table = document.querySelector(`#${section} .scroll`);
  list?.replaceChildren(...rows);
  if (empty instanceof HTMLElement) empty.hidden = rows.length > 0;
  if (table instanceof HTMLElement) table.hidden = rows.length === 0;
}

/** @param {{ to: string, channel: string, kind: string, code: string, link?: string, text: string, at: string }} message */
function messageItem(message) {
  const item = document.createElement('li');
  const time = new Date(message.at).toLocaleTimeString();
  item.append(
    element('strong', message.to),
    element('span', `${message.channel} · ${message.kind} · ${time}`, 'meta'),
    element('span', message.text, 'text'),
    message.link === undefined ? codeButton(message.code) : pageLink(message.link),
  );
  return item;
}

/** @param {string} code */
function codeButton(code) {
  const button = element('button', code, 'code');
  button.title = 'Copy the code';
  button.addEventListener('click', () => void navigator.clipboard?.writeText(code));
  return button;
}

/** @param {string} url */
function pageLink(url) {
  const link = document.createElement('a');
  link.textContent = 'Open the link';
  link.href = url;
  link.target = '_blank';
  link.rel = 'noreferrer';
  return link;
}

/** @param {(string | Element)[]} cells */
function tableRow(cells) {
  const row = document.createElement('tr');
  row.append(...cells.map((cell) => (typeof cell === 'string' ? element('td', cell) : cell)));
  return row;
}

/** @param {{ username: string, status: string, attributes: Record<string, string>, groups: string[] }} user */
function userRow(user) {
  const { email, phone_number: phone } = user.attributes;
  const addresses = [email, phone].filter(Boolean).join(', ');
  return tableRow([user.username, addresses, user.status, user.groups.join(', ')]);
}

/** @param {{ at: string, method: string, path: string, status: number, caller?: string, reason?: string }} request */
function requestRow(request) {
  const status = element('td', String(request.status), request.status < 400 ? 'good' : 'bad');
  const why = [request.caller, request.reason].filter(Boolean).join(': ');
  const time = new Date(request.at).toLocaleTimeString();
  return tableRow([time, `${request.method} ${request.path}`, status, why]);
}

const VERDICTS = {
  allowed: 'yes',
  own: 'own',
  partly: 'partly',
  token: 'token',
  function: 'function',
  refused: '–',
};

/** @param {{ routeKey: string, openToAnyone: boolean, unreachable: boolean, access: { verdict: keyof typeof VERDICTS, decidedBy: string }[] }} route */
function accessRow(route) {
  const note = route.openToAnyone ? ' (open to anyone)' : route.unreachable ? ' (nobody)' : '';
  const cells = route.access.map(({ verdict, decidedBy }) => {
    const cell = element('td', VERDICTS[verdict], verdict === 'refused' ? 'meta' : 'good');
    cell.title = decidedBy;
    return cell;
  });
  return tableRow([route.routeKey + note, ...cells]);
}

/** The template does not change while the runtime runs: this is read once. */
async function showAccess() {
  const { callers, routes } = await (await fetch('matrix')).json();
  const head = ['Route', ...callers].map((caller) => element('th', caller));
  document.querySelector('#access thead tr')?.replaceChildren(...head);
  show('access', routes.map(accessRow));
}

let shown = '';

async function refresh() {
  const offline = document.querySelector('#offline');
  try {
    const names = ['inbox', 'users', 'requests'];
    const answers = await Promise.all(names.map((name) => fetch(name)));
    const [inbox, users, requests] = await Promise.all(answers.map((answer) => answer.json()));
    const now = JSON.stringify([inbox, users, requests]);
    if (now !== shown) {
      show('inbox', inbox.messages.map(messageItem));
      show('users', users.users.map(userRow));
      show('requests', requests.requests.map(requestRow));
    }
    shown = now;
    if (offline instanceof HTMLElement) offline.hidden = true;
  } catch {
    if (offline instanceof HTMLElement) offline.hidden = false;
  }
  setTimeout(refresh, EVERY_MS);
}

void refresh();
void showAccess().catch(() => undefined);
