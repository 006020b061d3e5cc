import { authorization } from './authorization';
import { data } from './data';
import type { AzureDenial } from './denial';
import { identity } from './identity';
import { keys } from './keys';
import { kubernetes } from './kubernetes';
import { logs } from './logs';
import { machines } from './machines';
import { network } from './network';
import { subscription } from './subscription';

/** Every story, by theme. */
export const DENIALS: Readonly<Record<string, readonly AzureDenial[]>> = {
  kubernetes,
  authorization,
  identity,
  data,
  keys,
  network,
  machines,
  logs,
  subscription,
};
