import { z } from 'zod';
import { moment, name, strict } from './schema';

/** A time in which upgrades must not happen, whatever the window says. */
export const maintenanceExclusion = strict({
  name: name(40).describe('Name of the exclusion.'),
  start: moment().describe('When it begins, in UTC.'),
  end: moment().describe('When it ends, in UTC.'),
  scope: z
    .enum(['all', 'minor', 'minor-or-node'])
    .describe(
      'What must not happen: `all` upgrades, `minor` versions of Kubernetes, or `minor-or-node`: those and upgrades of nodes.',
    ),
}).meta({ title: 'MaintenanceExclusion' });

export type MaintenanceExclusion = z.output<typeof maintenanceExclusion>;
