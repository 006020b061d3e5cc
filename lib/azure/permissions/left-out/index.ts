export { CREATION_ROLES } from './creation';
export type { LeftOut, ReplacedRole } from './replaced-role';
export { SERVICE_ROLES } from './services';
