import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type ScalarTag } from 'yaml';
import { ROOT } from '../root';
import type { Answer } from './api';

const FOLDER = join(ROOT, 'cloudformation');

/** Commands for the customer of mode `approved`. */
export const SHOW_CHANGE_SET = join(FOLDER, 'show-change-set.sh');
export const EXECUTE_CHANGE_SET = join(FOLDER, 'execute-change-set.sh');
/** Types of everything in a data plane, as they are committed. */
export const DATA_PLANE_TYPES = readFileSync(join(FOLDER, 'data-plane-types.txt'), 'utf8').trim().split('\n');

/** Every template that customers launch. */
export const PUBLISHED_TEMPLATES = ['bootstrap', 'detections', 'custody'] as const;
export type PublishedTemplateName = (typeof PUBLISHED_TEMPLATES)[number];

/** A template that customers launch, as it is committed. */
export class PublishedTemplate {
  public readonly file: string;
  public readonly text: string;
  /** With functions in their long form. */
  public readonly json: Answer;

  public constructor(name: PublishedTemplateName) {
    this.file = join(FOLDER, `${name}.template.yaml`);
    this.text = readFileSync(this.file, 'utf8');
    this.json = parse(this.text, { customTags: [shortForm('Ref'), shortForm('Sub')] });
  }
}

function shortForm(name: 'Ref' | 'Sub'): ScalarTag {
  return { tag: `!${name}`, resolve: (text) => ({ [name === 'Ref' ? 'Ref' : 'Fn::Sub']: text }) };
}
