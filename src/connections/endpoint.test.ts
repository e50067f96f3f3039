import { expect, it } from 'vitest';
import { checkEndpoint, isSameServer } from './endpoint.ts';

it.each([
  ['https://v2.3dcityloader.com/api', 'https://v2.3dcityloader.com/api'],
  ['  https://v2.3dcityloader.com/api/ ', 'https://v2.3dcityloader.com/api'],
  ['http://localhost:4173/api', 'http://localhost:4173/api'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://[::1]:8080/api//', 'http://[::1]:8080/api'],
])('takes %s', (text, endpoint) => {
  expect(checkEndpoint(text)).toEqual({ endpoint });
});

it.each([
  '',
  'v2.3dcityloader.com/api',
  'http://v2.3dcityloader.com/api',
  'http://127.0.0.1.example.com/api',
  'http://localhost.example.com/api',
  'ftp://localhost/api',
  'javascript:alert(1)',
  'https://me:secret@v2.3dcityloader.com/api',
  'https://v2.3dcityloader.com/api?token=1',
  'https://v2.3dcityloader.com/#api',
])('refuses %j', (text) => {
  expect(checkEndpoint(text)).toHaveProperty('problem');
});

it('tells servers apart by scheme, name and port', () => {
  expect(isSameServer('https://a.test/api', 'https://a.test/v2/api')).toBe(true);
  expect(isSameServer('https://a.test/api', 'https://b.test/api')).toBe(false);
  expect(isSameServer('http://localhost:1/api', 'http://localhost:2/api')).toBe(false);
});
