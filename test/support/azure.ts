export * from './terraform';

/** Where the fixtures of `config.ts` are installed. */
export const SUBSCRIPTION = '22222222-3333-4444-5555-666666666666';
export const TENANT = '77777777-8888-9999-0000-111111111111';
export const REGION = 'westeurope';
export const ZONES = ['1', '2', '3'];
/** Resource groups of environment `demo`. */
export const DATA_PLANE_GROUP = 'byoc-demo';
export const CUSTODY_GROUP = 'byoc-demo-custody';
