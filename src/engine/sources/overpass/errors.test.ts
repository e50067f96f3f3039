import { describe, expect, test } from 'vitest';
import { describeRealData } from '../../../testing/real-data.ts';
import { realData } from '../../../testing/real-data-files.ts';
import { classifyRefusal, classifyRemark, OverpassTrouble, overpassFailure } from './errors.ts';

const A = 'https://a.example/api/interpreter';
const B = 'https://b.example/api/interpreter';

describe('classification', () => {
  test.each([
    [403, '<title>403 Forbidden</title>', 'blocked'],
    [404, '', 'refused'],
    [406, '', 'no-referer'],
    [500, '', 'busy'],
    [502, '<html>Bad Gateway</html>', 'busy'],
    [200, '<html><title>Sign in to the hotel</title></html>', 'not-overpass'],
    [200, '<p><strong>Error</strong>: Dispatcher_Client::request_read_and_idx::timeout</p>', 'busy'],
  ])('%i %s', (status, body, kind) => {
    expect(classifyRefusal(status, body)[0]).toBe(kind);
  });

  test.each([
    ['runtime error: Query timed out in "query" at line 4 after 2 seconds.', 'timed-out'],
    ['runtime error: Query ran out of memory in "recurse" at line 1.', 'out-of-memory'],
    ['runtime error: open64: 0 Success Dispatcher_Client::1', 'busy'],
    ['runtime error: something new', 'incomplete'],
  ])('%s', (remark, kind) => {
    expect(classifyRemark(remark)).toBe(kind);
  });

  test("the server's words come out of the page, without its markup", () => {
    const page =
      '<p>Data…</p><p><strong style="x">Error</strong>: a &lt;b&gt; &amp;lt; </p><p><strong>Error</strong>: c</p>';
    expect(classifyRefusal(400, page)).toEqual(['bad-query', 'a <b> &lt;; c']);
  });
});

describeRealData('recorded pages', () => {
  const page = (name: string) => new TextDecoder().decode(realData(`overpass/error-${name}.html`));

  test.each([
    [429, '429-rate_limited', 'rate-limited'],
    [504, '504-timeout', 'busy'],
    [400, '400-bad-request', 'bad-query'],
    [400, '400-bad-request-encoding', 'bad-query'],
  ])('%i %s', (status, name, kind) => {
    expect(classifyRefusal(status, page(name))[0]).toBe(kind);
    if (status !== 400) expect(classifyRefusal(200, page(name))[0]).toBe(kind);
  });

  test('a syntax error is told in full', () => {
    expect(classifyRefusal(400, page('400-bad-request'))[1]).toBe("line 2: parse error: ';' expected - 'out' found.");
  });
});

describe('the failure', () => {
  test('names each server and each cause once', () => {
    const { failure } = overpassFailure([
      new OverpassTrouble('busy', A),
      new OverpassTrouble('busy', A),
      new OverpassTrouble('offline', B),
    ]);
    expect(failure).toMatchObject({ code: 'busy', advice: expect.stringContaining('smaller area') });
    expect(failure.message).toBe(
      'OpenStreetMap data could not be loaded: a.example is too busy at the moment (504); b.example cannot be reached, or refuses without saying why.',
    );
  });

  test('says how long to wait: at least 30 seconds, longer where the server says so', () => {
    for (const [asked, wait] of [
      [5, 30],
      [281, 281],
    ] as const) {
      const { failure } = overpassFailure([new OverpassTrouble('rate-limited', A, '', asked)]);
      expect(failure.retryAfter).toBe(wait);
      expect(failure.advice).toContain(`Wait ${wait} seconds`);
    }
  });

  test('a cause that the user can act on goes before a missing connection', () => {
    const troubles = [new OverpassTrouble('offline', A), new OverpassTrouble('out-of-memory', B)];
    expect(overpassFailure(troubles).failure.code).toBe('area-too-large');
    expect(overpassFailure(troubles.slice(0, 1)).failure.code).toBe('offline');
  });
});
