import { z } from 'zod';
import { CAPABILITIES, type CapabilityId } from '../capabilities';
import { strict } from '../schema';

/** What the capability is for, as a sentence of the schema. */
const sentence = (id: CapabilityId) => `The workload ${CAPABILITIES[id].reason}.`;
const simple = <Id extends CapabilityId>(id: Id) => strict({ id: z.literal(id).describe(sentence(id)) });
const onBucket = <Id extends CapabilityId>(id: Id) =>
  strict({ id: z.literal(id).describe(sentence(id)), bucket: z.string().describe('Name of a bucket of the plan.') });

/** What a plan's workload may ask for. */
export const capabilitySchema = z
  .discriminatedUnion('id', [
    onBucket('bucket:read'),
    onBucket('bucket:read-write'),
    simple('private-endpoints:read'),
    simple('metrics:query'),
    simple('telemetry:queue'),
    simple('telemetry:billing'),
  ])
  .meta({ title: 'Capability' });
