import { writeSync } from 'node:fs';

// node --import peak-memory.mjs …: at the end the process writes how much memory it held at most, in kilobytes, to its descriptor 3.

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
