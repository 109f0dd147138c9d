'use strict';

const { shown } = require('./carnet');

const CARD = {
  id: 1,
  emails: ['amelie@bluegum.example'],
  phones: [{ label: 'work', number: '+61255501234' }],
  addresses: [
    { label: 'physical', line: '12 Wattle Street', city: 'Ballarat', region: 'VIC', postal_code: '3350', country: 'AU' },
  ],
  websites: [],
  social: {},
  organization: null,
  organization_id: null,
  role: null,
  primary: true,
};
const COMMON = { contact_type: 'Client', archived: false, modified: '2026-05-01T09:30:00Z', etag: '41-7' };

/** A contact of each kind, as Zapier shows it before there is a real one. */
const SAMPLES = {
  person: shown({
    ...COMMON,
    id: '3ktmd9xwqabz',
    kind: 'person',
    name: 'Amélie Tremblay',
    first_name: 'Amélie',
    last_name: 'Tremblay',
    client_identifier: 'P-001',
    cards: [{ ...CARD, organization: 'Blue Gum Nursery Pty Ltd', organization_id: '7kq2mvx9adwe', role: 'Director' }],
  }),
  organization: shown({
    ...COMMON,
    id: '7kq2mvx9adwe',
    kind: 'organization',
    name: 'Blue Gum Nursery Pty Ltd',
    client_identifier: 'O-001',
    cards: [{ ...CARD, websites: ['https://bluegum.example'] }],
  }),
  client_group: shown({
    ...COMMON,
    id: 'x2mvd9kqwe7a',
    kind: 'client_group',
    name: 'Tremblay Family',
    members: [{ id: '3ktmd9xwqabz', name: 'Amélie Tremblay', kind: 'person' }],
    cards: [],
  }),
};

const LABELS = [
  ['id', 'ID'], ['name', 'Name'], ['kind', 'Kind'], ['client_identifier', 'Client Identifier'],
  ['contact_type', 'Contact Type'], ['client_owner', 'Client Owner'], ['email', 'Email Address'],
  ['phone', 'Phone Number'], ['website', 'Website'], ['address_line', 'Address Line'], ['city', 'City'],
  ['region', 'State, Province or County'], ['postal_code', 'Zip or Postal Code'], ['country', 'Country'],
];
const OF_PEOPLE = [
  ['first_name', 'First Name'], ['last_name', 'Last Name'], ['preferred_name', 'Preferred Name'],
  ['organization', 'Organization'], ['role', 'Role at the Organization'],
];

/** What a step gives, in words. */
const outputsOf = (kind) =>
  [...LABELS, ...(kind === 'person' ? OF_PEOPLE : [])].map(([key, label]) => ({ key, label }));

module.exports = { SAMPLES, outputsOf };
