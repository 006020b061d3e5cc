import type { Grant } from '../lib/azure/permissions/grant';
import type { ReplacedRole } from '../lib/azure/permissions/left-out';
import type { PolicyRecord, ReviewedPermission } from '../lib/azure/permissions/permission';

/** Installation that the page is written for. */
export const PLACE = { environmentId: 'acme', subscription: '11111111-2222-3333-4444-555555555555' };
/** Start of every resource id on the page; what follows tells resources apart. */
export const GROUPS = `/subscriptions/${PLACE.subscription}/resourceGroups/`;

export function policy({ holder, role, attached, on, condition, permissions }: PolicyRecord): string {
  const isWide = permissions.some(({ unnamed }) => unnamed !== undefined);
  const heads = ['actions', 'why', ...(isWide ? ['why on all of the resource group'] : [])];
  const rows = permissions.map((permission) =>
    row([actionsOf(permission), permission.reason, ...(isWide ? [permission.unnamed ?? ''] : [])]),
  );
  const when = condition === undefined ? '' : `\n\n\`\`\`text\n${condition.expression}\n\`\`\``;
  const pages = [...new Set(permissions.flatMap(({ listedIn }) => listedIn))].sort();
  return `### \`${role}\`, ${holder}

${attached}; on ${on.map(where).join(', ')}. Listed in ${pages.map(page).join(', ')}.${when}

${row(heads)}
${row(heads.map(() => '---'))}
${rows.join('\n')}
`;
}

export function grantRow(grant: Grant): string {
  const { role, on, scope, condition, reason, grantedBy, unnamed } = grant;
  const narrowed = condition === undefined ? '' : `<br>if ${code(condition.expression)}`;
  const by = grantedBy === 'vendor' ? '; the vendor grants it' : '';
  const wide = unnamed === undefined ? '' : `; ${unnamed}`;
  return row([actionsOf(grant), code(role), `${on} ${where(scope)}${narrowed}`, reason + by + wide]);
}

export function replaced({ role, source, replacedBy, leftOut }: ReplacedRole, what: string): string {
  const name = source === undefined ? role : `[${role}](${source})`;
  const rows = leftOut.map(({ actions, why }) => row([code(actions), why]));
  const table =
    rows.length === 0 ? 'Nothing is left out.\n' : `| left out | why |\n| --- | --- |\n${rows.join('\n')}\n`;
  return `### ${name}, asked for ${what}\n\nReplaced by: ${replacedBy}.\n\n${table}`;
}

/** Data actions are said to be such. */
export function actionsOf({ actions, dataActions }: Pick<ReviewedPermission, 'actions' | 'dataActions'>): string {
  return [...actions.map(code), ...dataActions.map((action) => `${code(action)} (data)`)].join('<br>');
}

/** `group: type/name` of a resource id; what is none is left as it is. */
export function where(id: string): string {
  return code(id.replace(GROUPS, '').replace('/providers/', ': '));
}

/** `.../permissions/networking#microsoftnetwork` to a link of that name. */
function page(url: string): string {
  return `[${url.split(/[/#]/).at(-1)?.replace('.html', '')}](${url})`;
}

export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

export function code(text: string): string {
  return `\`${text}\``;
}
