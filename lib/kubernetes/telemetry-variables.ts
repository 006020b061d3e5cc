import type { DataPlaneConfig } from '../core/resolve-config';

/** What a program of the vendor's is told so that it can send telemetry. */
export function telemetryVariables(config: DataPlaneConfig, target: string): Record<string, string> {
  return {
    BYOC_ENVIRONMENT: config.environment.id,
    BYOC_TARGET: target,
    // Pods cannot ask the metadata of their node for it.
    ...(config.cloud === 'aws' ? { AWS_REGION: config.environment.region } : {}),
  };
}
