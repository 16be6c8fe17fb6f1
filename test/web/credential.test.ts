import { createCredentialStore, isCredential, writeHeaders } from '../../web/shared/api/credential.js';
import { memoryStorage } from './support.js';

function openStore(storage = memoryStorage()) {
  let count = 0;
  return createCredentialStore({
    storage,
    createId() {
      count += 1;
      return `sign-in-${count}`;
    },
  });
}

test('a key and a token go into their own headers', () => {
  expect(writeHeaders(null)).toEqual({});
  expect(writeHeaders('key-of-the-shop')).toEqual({ 'x-api-key': 'key-of-the-shop' });
  expect(writeHeaders('eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln')).toEqual({
    authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln',
  });
  expect(writeHeaders('a.b.c')).toEqual({ 'x-api-key': 'a.b.c' });
});

test('what a header cannot carry is no credential', () => {
  expect(isCredential(' key-1 ')).toBe(true);
  for (const text of ['', ' ', 'two words', 'कुञ्जी', 'a\nb', 'x'.repeat(9_000)])
    expect(isCredential(text)).toBe(false);
});

test('a tab that is reloaded knows who it was', () => {
  const storage = memoryStorage();
  openStore(storage).save(' key-1 ');
  const reloaded = openStore(storage);
  expect(reloaded.read()).toBe('key-1');
  expect(reloaded.readSignIn()).toBe('sign-in-1');
});

test('each sign-in is another', () => {
  const store = openStore();
  expect(store.readSignIn()).toBe('nobody');
  store.save('key-1');
  store.save('key-2');
  expect(store.readSignIn()).toBe('sign-in-2');
  store.forget();
  expect(store.readSignIn()).toBe('nobody');
});

test('being asked is one thing, being refused another', () => {
  const store = openStore();
  store.refuse();
  expect(store.refusal()).toBe('asked');
  store.save('wrong');
  expect(store.refusal()).toBeNull();
  store.refuse();
  expect(store.read()).toBeNull();
  expect(store.refusal()).toBe('refused');
  store.refuse();
  expect(store.refusal()).toBe('refused');
});
