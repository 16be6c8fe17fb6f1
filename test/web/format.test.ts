import { createFormat } from '../../web/shared/i18n/format.js';

const english = createFormat('en');
const nepali = createFormat('ne');

describe('money and numbers', () => {
  test.each([
    ['0.01', 'Rs. 0.01', 'रु. ०.०१'],
    ['999.00', 'Rs. 999.00', 'रु. ९९९.००'],
    ['1232.00', 'Rs. 1,232.00', 'रु. १,२३२.००'],
    ['123456.00', 'Rs. 1,23,456.00', 'रु. १,२३,४५६.००'],
    ['9995285594.37', 'Rs. 9,99,52,85,594.37', 'रु. ९,९९,५२,८५,५९४.३७'],
    ['-1500.50', '−Rs. 1,500.50', '−रु. १,५००.५०'],
  ])('%s rupees are grouped by lakh and crore', (amount, inEnglish, inNepali) => {
    expect(english.money({ amount }).replaceAll('\u00a0', ' ')).toBe(inEnglish);
    expect(nepali.money({ amount }).replaceAll('\u00a0', ' ')).toBe(inNepali);
  });

  test('no digit is lost: what a float could not hold stays as it is', () => {
    expect(english.decimal('9995285594.376630000000000001')).toBe('9,99,52,85,594.376630000000000001');
    expect(english.count(314)).toBe('314');
    expect(nepali.count(-45)).toBe('-४५');
  });
});

describe('dates', () => {
  test.each([
    ['2026-11-24T10:00:00.000Z', '24 Nov 2026, 3:45 pm', '२४ नोभेम्बर २०२६, १५:४५ बजे'],
    ['2026-12-31T18:14:59.999Z', '31 Dec 2026, 11:59 pm', '३१ डिसेम्बर २०२६, २३:५९ बजे'],
    ['2026-12-31T18:15:00.000Z', '1 Jan 2027, 12:00 am', '१ जनवरी २०२७, ०:०० बजे'],
  ])('%s is told by Kathmandu time', (instant, inEnglish, inNepali) => {
    const date = new Date(instant);
    expect(english.dateTime(date).replaceAll('\u00a0', ' ')).toBe(inEnglish);
    expect(nepali.dateTime(date).replaceAll('\u00a0', ' ')).toBe(inNepali);
    expect(inEnglish.startsWith(english.date(date))).toBe(true);
  });
});
