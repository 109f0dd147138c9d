'use strict';

const { api } = require('./carnet');

const field = (key, label, more = {}) => ({ key, label, type: 'string', ...more });

const NAMES = {
  person: [field('first_name', 'First Name'), field('last_name', 'Last Name')],
  organization: [field('name', 'Name')],
};
const OWN = {
  person: [
    field('preferred_name', 'Preferred Name', { helpText: 'Used in greetings to the client.' }),
    field('salutation', 'Salutation', { helpText: 'Such as *Ms* or *Dr*.' }),
  ],
  organization: [],
};
const CLIENT = [
  field('client_identifier', 'Client Identifier', { helpText: 'By which your firm knows the client.' }),
  field('contact_type', 'Contact Type', { helpText: 'Such as *Client* or *Prospect*.' }),
  field('client_owner', 'Client Owner', { helpText: 'The colleague who looks after the client.' }),
];
const REACHED = [
  field('email', 'Email Address'),
  field('phone', 'Phone Number', {
    helpText: 'With its country code; else it is read as a number of the address’s country, or your firm’s.',
  }),
];
const WEBSITE = [field('website', 'Website')];
const ADDRESS = [
  field('address_line', 'Address Line'),
  field('city', 'City'),
  field('region', 'State, Province or County'),
  field('postal_code', 'Zip or Postal Code'),
  field('country', 'Country', { helpText: 'In full, or its two letters.' }),
];
const WORK = [
  field('organization', 'Organization', { helpText: 'The name of an organization where the person works.' }),
  field('role', 'Role at the Organization'),
];
const DOUBTFUL = {
  key: 'accept_doubtful',
  label: 'Take It Even Where Carnet Has Doubts?',
  type: 'boolean',
  default: 'false',
  helpText:
    'Carnet doubts a value that looks mistyped, and a new contact that seems to be in the book already. ' +
    'With *no*, the Zap stops there and says why.',
};
const CUSTOM = 'custom__';

/** The fields of a contact that is made or changed; those that are needed are asked for first. */
const fieldsOf = (kind, needed) => [
  ...NAMES[kind].map((one) => ({ ...one, required: needed })),
  ...OWN[kind],
  ...CLIENT,
  ...REACHED,
  ...(kind === 'organization' ? WEBSITE : []),
  ...ADDRESS,
  ...(kind === 'person' ? WORK : []),
  customFields,
  DOUBTFUL,
];

/** The custom fields that the firm has, asked when the Zap is being made. */
const customFields = async (z, bundle) => {
  const { data } = await z.request({ url: api(bundle, 'custom-fields') });
  return data.items.map(({ name }) => field(CUSTOM + name, name, { helpText: 'A custom field of your firm.' }));
};

/** What was typed into some fields; what was left empty is left out. */
const typed = (input, fields) =>
  Object.fromEntries(fields.map(({ key }) => [key, input[key]]).filter(([, value]) => value));

/** The values of a contact as the API takes them. */
const valuesOf = (kind, input) => {
  const values = typed(input, [...NAMES[kind], ...OWN[kind], ...CLIENT]);
  const custom = Object.entries(input).filter(([key, value]) => key.startsWith(CUSTOM) && value);
  if (custom.length) {
    values.custom = Object.fromEntries(custom.map(([key, value]) => [key.slice(CUSTOM.length), value]));
  }
  return values;
};

/** The card of a contact with what was typed put first; what the card has already stays. */
const cardOf = (kind, input, card = {}) => {
  const changed = typed(input, kind === 'person' ? WORK : []);
  if (input.email) changed.emails = [...new Set([input.email, ...(card.emails || [])])];
  if (kind === 'organization' && input.website) {
    changed.websites = [...new Set([input.website, ...(card.websites || [])])];
  }
  if (input.phone) {
    const others = (card.phones || []).filter((one) => one.number !== input.phone);
    changed.phones = [{ label: 'work', number: input.phone }, ...others];
  }
  const { address_line: line, ...rest } = typed(input, ADDRESS);
  const parts = line ? { line, ...rest } : rest;
  if (Object.keys(parts).length) {
    const [first, ...others] = card.addresses || [];
    changed.addresses = [{ label: 'physical', ...first, ...parts }, ...others];
  }
  return changed;
};

module.exports = { DOUBTFUL, cardOf, fieldsOf, valuesOf };
