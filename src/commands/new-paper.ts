import { cpSync, existsSync, readdirSync } from 'node:fs';
import { argv } from 'node:process';

const [, , folder] = argv;

if (!folder) {
  console.error('Say which folder to make: npm run new-paper -- papers/mine');
  process.exitCode = 1;
} else if (existsSync(folder) && readdirSync(folder).length > 0) {
  console.error(`${folder}/ has files already: name a folder that is empty, or is not there yet`);
  process.exitCode = 1;
} else {
  cpSync(new URL('./template', import.meta.url), folder, { recursive: true });
  console.log(`${folder}/ has a paper of two sections to write over. See it with

  CONTENT_DIR=${folder} npm run dev`);
}
