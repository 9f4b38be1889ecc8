/** The words that sample texts are made of. Hosts, addresses and telephone numbers are those reserved for examples. */
type Words = readonly [string, ...string[]];

export const PLAIN: Words = [
  'amber',
  'birch',
  'cedar',
  'coral',
  'heron',
  'linen',
  'maple',
  'opal',
  'pebble',
  'sable',
  'thistle',
  'willow',
];
export const FIRST_NAMES: Words = [
  'Ada',
  'Bela',
  'Carlos',
  'Dina',
  'Emil',
  'Farah',
  'Ines',
  'Kofi',
  'Mara',
  'Noor',
  'Otto',
  'Yuki',
];
export const LAST_NAMES: Words = [
  'Abara',
  'Berg',
  'Costa',
  'Dahl',
  'Farouk',
  'Hart',
  'Kimura',
  'Lindqvist',
  'Moreau',
  'Novak',
  'Okafor',
  'Silva',
];
export const FIRMS: Words = [
  'Alder & Sons',
  'Fjord Supply',
  'Harbour Trading',
  'Juniper Works',
  'Mill Lane Press',
  'Three Oaks',
];
export const PRODUCTS: Words = [
  'Brass lamp',
  'Canvas bag',
  'Linen apron',
  'Oak stool',
  'Slate tray',
  'Walnut frame',
  'Wool blanket',
];
export const CITIES: Words = ['Aarhus', 'Bergen', 'Cork', 'Ghent', 'Lyon', 'Porto', 'Turin', 'Utrecht'];
export const COUNTRIES: Words = ['Belgium', 'Denmark', 'France', 'Ireland', 'Italy', 'Norway', 'Portugal'];
export const COUNTRY_CODES: Words = ['BE', 'DK', 'FR', 'IE', 'IT', 'NO', 'PT'];
export const REGIONS: Words = ['Brabant', 'Jutland', 'Limburg', 'Munster', 'Piedmont', 'Vestland'];
export const STREETS: Words = [
  'Bridge Street',
  'Church Road',
  'Harbour Street',
  'Mill Lane',
  'Orchard Way',
  'Station Road',
];
export const CURRENCIES: Words = ['CHF', 'DKK', 'EUR', 'GBP', 'NOK', 'USD'];
export const LANGUAGES: Words = ['da', 'de', 'en', 'fr', 'it', 'nb', 'pt'];
export const LOCALES: Words = ['da-DK', 'de-DE', 'en-GB', 'fr-FR', 'it-IT', 'nb-NO', 'pt-PT'];
export const TIME_ZONES: Words = [
  'Europe/Copenhagen',
  'Europe/Dublin',
  'Europe/Lisbon',
  'Europe/Oslo',
  'Europe/Paris',
  'Europe/Rome',
];
export const STATUSES: Words = ['active', 'completed', 'open', 'pending', 'ready'];
export const KINDS: Words = ['basic', 'custom', 'primary', 'regular', 'standard'];
export const SHOP_KINDS: Words = ['basic', 'express', 'premium', 'regular', 'standard'];
export const COLOURS: Words = ['amber', 'black', 'green', 'ivory', 'navy', 'teal'];
export const METHODS: Words = ['GET', 'POST', 'PUT'];
export const CHANNELS: Words = ['app', 'email', 'phone', 'web'];
export const SHOP_CHANNELS: Words = ['app', 'phone', 'shop', 'web'];
export const LEVELS: Words = ['INFO', 'NOTICE', 'WARN'];
export const TITLES: Words = [
  'A walk by the harbor',
  'Notes on a long winter',
  'Seven ways to fix a chair',
  'The keeper of the lamp',
  'What the river carried',
];
export const SENTENCES: Words = [
  'As agreed by telephone.',
  'Checked again in the afternoon.',
  'For more, see the report of last week.',
  'Nothing unusual to report.',
  'Will be looked at on Monday.',
];
export const SHOP_SENTENCES: Words = [
  'Left with the neighbor at number 12.',
  'Please ring the bell twice.',
  'Packed by hand; handle with care.',
  'Made of solid oak, oiled and ready to use.',
  'Everything arrived on time, thank you.',
];
export const USER_AGENTS: Words = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0',
];
export const TOPICS: Words = ['alerts', 'events', 'readings', 'updates'];
export const SHOP_TOPICS: Words = ['orders', 'payments', 'shipments', 'customers'];
