import type { AccessMatrix, RouteAccess, Verdict } from './access-matrix';

const MARKS: Readonly<Record<Verdict, string>> = {
  allowed: 'yes',
  own: 'own',
  partly: 'partly',
  token: 'token',
  function: 'function',
  refused: '-',
};

/** A remark that stands out beside a route. */
function remark({ openToAnyone, unreachable }: RouteAccess): string {
  if (openToAnyone) return 'open to anyone';
  return unreachable ? 'nobody may call' : '';
}

/** The matrix as a table of text, one route a line. */
export function toTextTable({ callers, routes, limits }: AccessMatrix): string {
  const rows = routes.map((route) => [
    `${route.api} ${route.routeKey}`,
    ...route.access.map(({ verdict }) => MARKS[verdict]),
    remark(route),
  ]);
  const table = [['route', ...callers, ''], ...rows];
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${[...lines, ...limits].join('\n')}\n`;
}

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.4rem 0.75rem; border-bottom: 1px solid light-dark(#d8dde3, #343a40); text-align: left; vertical-align: top; }
td small { display: block; color: light-dark(#57606a, #9aa4ae); overflow-wrap: anywhere; }
.refused { color: light-dark(#57606a, #9aa4ae); }
.stands-out th { background: light-dark(#fff3cd, #4d3f00); }
`;

/** The matrix as a page of its own, with the deciding statement in each cell. */
export function toHtmlPage({ callers, routes, limits }: AccessMatrix): string {
  const head = ['Route', ...callers]
    .map((text) => `<th scope="col">${escapeHtml(text)}</th>`)
    .join('');
  const rows = routes.map((route) => {
    const note = remark(route);
    const cells = route.access.map(
      ({ verdict, decidedBy }) =>
        `<td class="${verdict}">${MARKS[verdict]}<small>${escapeHtml(decidedBy)}</small></td>`,
    );
    const name = `${escapeHtml(route.routeKey)}<small>${escapeHtml(route.api)}${note && `, ${note}`}</small>`;
    return `<tr${note && ' class="stands-out"'}><th scope="row">${name}</th>${cells.join('')}</tr>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who may call what</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Who may call what</h1>
<p>By the template's own policies. "own" means: where each path variable is the caller's identity id.</p>
<table><thead><tr>${head}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table>
${limits.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
