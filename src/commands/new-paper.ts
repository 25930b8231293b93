import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { newPaper } from './paper-template.ts';

const [, , folder] = argv;

if (!folder) {
  console.error('Say which folder to make: npm run new-paper -- papers/mine');
  process.exitCode = 1;
} else if (existsSync(folder) && readdirSync(folder).length > 0) {
  console.error(`${folder}/ has files already: name a folder that is empty, or is not there yet`);
  process.exitCode = 1;
} else {
  for (const [path, text] of Object.entries(newPaper)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  console.log(`${folder}/ has a paper of two sections to write over. See it with

  CONTENT_DIR=${folder} npm run dev`);
}
