import { createRecentTexts } from '../../src/http/recent-texts.js';

function createFilled(limit: number, ...texts: string[]) {
  const recent = createRecentTexts<string>(limit);
  for (const text of texts) recent.put({ text, operationName: null, value: `of ${text}` });
  return { ...recent, holds: (text: string) => recent.find(text, null) !== undefined };
}

describe('recent texts', () => {
  it('are told apart by their operation too', () => {
    const recent = createRecentTexts<string>(9);
    recent.put({ text: 'a', operationName: 'One', value: 'one' });
    expect(recent.find('a', 'One')).toBe('one');
    expect(recent.find('a', 'Two')).toBeUndefined();
    expect(recent.find('a', null)).toBeUndefined();
  });

  it('past the limit, the one that has not been asked for longest goes', () => {
    const recent = createFilled(2, 'a', 'b');
    recent.find('a', null);
    recent.put({ text: 'c', operationName: null, value: 'of c' });
    expect(['a', 'b', 'c'].filter(recent.holds)).toEqual(['a', 'c']);
  });

  it('stay as many as the limit, time after time', () => {
    const texts = Array.from({ length: 20 }, (_, i) => `text ${i}`);
    const recent = createFilled(3, ...texts);
    expect(texts.filter(recent.holds)).toEqual(['text 17', 'text 18', 'text 19']);
  });

  it('one put again takes no other place', () => {
    const recent = createFilled(2, 'a', 'b', 'b', 'b');
    expect(['a', 'b'].filter(recent.holds)).toEqual(['a', 'b']);
  });

  it("one operation's going leaves the others of its text", () => {
    const recent = createRecentTexts<string>(2);
    recent.put({ text: 'a', operationName: 'One', value: 'one' });
    recent.put({ text: 'a', operationName: 'Two', value: 'two' });
    recent.put({ text: 'b', operationName: null, value: 'b' });
    expect(recent.find('a', 'One')).toBeUndefined();
    expect(recent.find('a', 'Two')).toBe('two');
  });
});
