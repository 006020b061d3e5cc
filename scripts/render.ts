import { writeRenderedFiles } from './rendered-files';

// `npm run check` validates what is rendered.
process.env.CDK_VALIDATION = 'false';
void writeRenderedFiles();
