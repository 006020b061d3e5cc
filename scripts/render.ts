import { writeRenderedFiles } from './rendered-files';

void writeRenderedFiles();
