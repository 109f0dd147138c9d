'use strict';

/** The kinds of contacts: where the API has them, and what Zapier's users read. */
const KINDS = {
  person: { kind: 'person', path: 'people', noun: 'Person', many: 'people' },
  organization: { kind: 'organization', path: 'organizations', noun: 'Organization', many: 'organizations' },
  client_group: { kind: 'client_group', path: 'client-groups', noun: 'Client Group', many: 'client groups' },
};

const OWN_MACHINE = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

/** An address of the API; the parts are escaped. A token goes over https only. */
const api = (bundle, ...parts) => {
  const root = bundle.authData.address.trim().replace(/\/+$/, '');
  if (!root.startsWith('https://') && !OWN_MACHINE.test(root)) {
    throw new Error(`The address of Carnet begins with https://, as in https://carnet.example.com; this is “${root}”.`);
  }
  return `${root}/api/v1/${parts.map(encodeURIComponent).join('/')}`;
};

/** One contact; null where it is gone. */
const found = async (z, bundle, of, id) => {
  const answer = await z.request({ url: api(bundle, of.path, id), missingIsFine: true });
  return answer.status === 404 ? null : shown(answer.data);
};

/** Contacts that a list has, as triggers and searches give them. */
const listed = async (z, bundle, of, params) => {
  const { data } = await z.request({ url: api(bundle, of.path), params });
  return data.items.map(shown);
};

/** A contact with the first email, phone and address of its cards beside them, easy to map in a Zap. */
const shown = (contact) => {
  const cards = contact.cards || [];
  const first = (name) => cards.flatMap((card) => card[name] || [])[0];
  const address = first('addresses') || {};
  const at = cards.find((card) => card.organization) || {};
  return {
    ...contact,
    email: first('emails') || null,
    phone: (first('phones') || {}).number || null,
    website: first('websites') || null,
    address_line: address.line || null,
    city: address.city || null,
    region: address.region || null,
    postal_code: address.postal_code || null,
    country: address.country || null,
    organization: at.organization || null,
    role: at.role || null,
  };
};

module.exports = { KINDS, api, found, listed, shown };
