import type { Denial } from '../../../support/denials';
import { data } from './data';
import { identity } from './identity';
import { keys } from './keys';
import { kubernetes } from './kubernetes';
import { logs } from './logs';
import { machines } from './machines';
import { names } from './names';
import { network } from './network';
import { project } from './project';

/** Every story, by theme. */
export const DENIALS: Readonly<Record<string, readonly Denial[]>> = {
  kubernetes,
  identity,
  project,
  data,
  keys,
  network,
  machines,
  logs,
  names,
};
