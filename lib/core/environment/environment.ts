import { z } from 'zod';
import { awsEnvironment } from './aws';
import { azureEnvironment } from './azure';
import { gcpEnvironment } from './gcp';

/** The place a customer gives the product. */
export const environmentSchema = z
  .discriminatedUnion('cloud', [awsEnvironment, gcpEnvironment, azureEnvironment])
  .meta({ title: 'CustomerEnvironment' });

/** An environment with every default filled in. */
export type Environment = z.output<typeof environmentSchema>;
