import { once } from '../once';
import { Room, type TerraformJson } from '../terraform-facts/room';
import { attributeOf } from './attributes';

/** A stack as facts are read from it, once. */
export const roomOf = once((json: TerraformJson) => new Room(json, attributeOf));
