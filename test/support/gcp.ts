export * from './terraform';

/** Where the fixtures of `config.ts` are installed. */
export const PROJECT = 'acme-data';
export const PROJECT_NUMBER = '123456789012';
export const REGION = 'europe-west1';
export const ZONES = ['europe-west1-b', 'europe-west1-c', 'europe-west1-d'];
