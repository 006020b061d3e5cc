import { z } from 'zod';
import { nonEmpty, strict, text, whole } from './schema';

/** A weekly window in which upgrades may happen, in UTC. */
export const maintenanceWindow = strict({
  days: nonEmpty(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).describe('Days on which the window opens.'),
  start: text(/^([01]\d|2[0-3]):[0-5]\d$/, 'be a time of day in UTC', 'write it in quotes, like "02:00"').describe(
    'When it opens, in UTC.',
  ),
  hours: whole(4, 24, 'hours').describe('How long it stays open, in hours.'),
}).meta({ title: 'MaintenanceWindow' });

export type MaintenanceWindow = z.output<typeof maintenanceWindow>;
