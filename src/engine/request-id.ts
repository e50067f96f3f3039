import type { ResolvedRequest } from '../contract/request.ts';

/** A short name for a request, the same for the same request: file names in the ZIP do not depend on when it was made. */
export function requestId(request: ResolvedRequest): string {
  return hash53(JSON.stringify(request)).toString(36).padStart(11, '0').slice(-8);
}

/** A 53-bit string hash: two multiply–xor lanes, mixed at the end. Not for secrets. */
function hash53(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b >>> 11) * 2 ** 32 + (a >>> 0);
}
