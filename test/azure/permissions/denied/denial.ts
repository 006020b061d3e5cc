import { providerOf } from '../../../../lib/azure/permissions/operations';
import type { Denial, Neighbour, Notation } from '../../../support/denials';

/** How Azure writes permissions: `Microsoft.Network/natGateways/read`. It does not look at the case of letters. */
export const NOTATION: Notation = {
  one: 'an action',
  many: 'actions',
  key: (action) => action.toLowerCase(),
  serviceOf: providerOf,
};

export interface AzureDenial extends Denial {
  /** Whether it is on a service or on what is in one. */
  readonly kind: 'actions' | 'dataActions';
}

/** Short forms of a story. */
const told =
  (kind: AzureDenial['kind']) =>
  (action: string, story: string, neighbour: Neighbour | string, butFor?: readonly string[]): AzureDenial => ({
    permission: action,
    story,
    neighbour,
    kind,
    ...(butFor === undefined ? {} : { butFor }),
  });
export const denied = told('actions');
export const deniedInside = told('dataActions');
