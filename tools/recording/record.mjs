// Runs Show-Session.ps1 in a terminal, and draws what the terminal shows at the end as docs/first-upload.svg.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawTerminal } from './drawing.mjs';

const columns = 92;
const here = name => fileURLToPath(new URL(name, import.meta.url));

// `script` gives the session a terminal, without which PowerShell would write no colours.
const { NO_COLOR, ...environment } = process.env;
const output = execFileSync('script', ['-qec', `stty cols ${columns} rows 100; dotnet tool run pwsh -- -NoProfile -File '${here('Show-Session.ps1')}'`, '/dev/null'], {
  encoding: 'utf8',
  env: { ...environment, TERM: 'xterm-256color' },
});

const commands = readFileSync(here('session.ps1'), 'utf8').trim().split('\n');
const picture = here('../../docs/first-upload.svg');
writeFileSync(picture, await drawTerminal(output, columns, {
  title: 'A first upload in PowerShell',
  description: `A terminal in which these commands are run, and what they write: ${commands.join('; ')}`,
}));
console.log(picture);
