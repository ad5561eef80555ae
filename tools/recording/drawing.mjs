// Draws a terminal's text as an SVG that needs nothing else: no script, no font of its own.

import headless from '@xterm/headless';

const fontSize = 14;
const cellWidth = 8.43; // of a monospaced font of that size; every run of text is set to its width, whatever font there is
const lineHeight = 19;
const margin = 20;
const titleBar = 30;

// In the manner of Campbell, the scheme of Windows Terminal, with its dark colours lightened to a contrast of 4.5 to 1 or more.
const background = '#0c0c0c';
const plain = '#cccccc';
const palette = [
  '#8e8e8e', '#f0606c', '#16c60c', '#f9f1a5', '#6c8cff', '#d670d6', '#3ab8e0', '#cccccc',
  '#8e8e8e', '#f0606c', '#16c60c', '#f9f1a5', '#6c8cff', '#d670d6', '#61d6d6', '#f2f2f2',
];

/** Takes what a program wrote to a terminal of so many columns, and the picture's accessible name and description; gives the SVG's text. */
export async function drawTerminal(output, columns, { title, description }) {
  const terminal = new headless.Terminal({ cols: columns, rows: 100, allowProposedApi: true });
  await new Promise(written => terminal.write(output, written));

  const lines = [];
  for (let row = 0; row < terminal.buffer.active.length; row++) {
    lines.push(runsOf(terminal.buffer.active.getLine(row)));
  }

  while (lines.length > 0 && lines.at(-1).length === 0) {
    lines.pop();
  }

  const width = Math.ceil(columns * cellWidth + 2 * margin);
  const height = titleBar + lines.length * lineHeight + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${encode(title)}</title>`,
    `<desc id="description">${encode(description)}</desc>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
    `<g fill="#5a5a5a"><circle cx="22" cy="18" r="5"/><circle cx="40" cy="18" r="5"/><circle cx="58" cy="18" r="5"/></g>`,
    `<g font-family="'Cascadia Mono', Consolas, Menlo, 'DejaVu Sans Mono', monospace" font-size="${fontSize}" fill="${plain}">`,
    ...lines.flatMap((runs, row) => runs.map(run => drawRun(run, titleBar + (row + 1) * lineHeight))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Neighbouring cells of one look. What stands two blanks or more apart is placed by itself, for a picture folds blanks. */
function runsOf(line) {
  const runs = [];
  let gap = 0;
  for (let column = 0; column < line.length; column++) {
    const cell = line.getCell(column);
    const text = cell.getChars().trim();
    if (!text) {
      gap++;
      continue;
    }

    const colour = cell.isFgPalette() ? palette[cell.getFgColor() % palette.length] : plain;
    const look = `${colour}${cell.isBold()}${cell.isItalic()}`;
    if (gap < 2 && runs.at(-1)?.look === look) {
      runs.at(-1).text += ' '.repeat(gap) + text;
    } else {
      runs.push({ look, colour, isBold: cell.isBold(), isItalic: cell.isItalic(), column, text });
    }

    gap = 0;
  }

  return runs;
}

function drawRun({ column, text, colour, isBold, isItalic }, y) {
  const look = [colour === plain ? '' : ` fill="${colour}"`, isBold ? ' font-weight="bold"' : '', isItalic ? ' font-style="italic"' : ''].join('');
  const width = (text.length * cellWidth).toFixed(1);
  return `<text x="${(margin + column * cellWidth).toFixed(1)}" y="${y}" textLength="${width}" lengthAdjust="spacingAndGlyphs"${look}>${encode(text)}</text>`;
}

function encode(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
