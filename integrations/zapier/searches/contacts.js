'use strict';

const { KINDS, listed } = require('../lib/carnet');
const { SAMPLES, outputsOf } = require('../lib/samples');

const EMAIL = { key: 'email', label: 'Email Address', type: 'string' };
const IDENTIFIER = { key: 'client_identifier', label: 'Client Identifier', type: 'string' };
const NAME = { key: 'name', label: 'Name', type: 'string' };
const HELP = 'What is given here must be so; what is left empty is not looked at.';
const MOST = 10; // contacts that a search gives

const same = (one, other) => one.localeCompare(other, undefined, { sensitivity: 'base' }) === 0;

const search = (of) => ({
  key: `find_${of.kind}`,
  noun: of.noun,
  display: { label: `Find ${of.noun}`, description: `Finds ${of.many} by email, identifier or name.` },
  operation: {
    inputFields: [{ ...EMAIL, helpText: HELP }, IDENTIFIER, NAME],
    perform: async (z, bundle) => {
      const { email, client_identifier, name } = bundle.inputData;
      if (!email && !client_identifier && !name) return [];
      const words = email || client_identifier ? '' : name;
      const asked = Object.entries({ email, client_identifier, q: words }).filter(([, value]) => value);
      const contacts = await listed(z, bundle, of, { limit: MOST, ...Object.fromEntries(asked) });
      return name ? contacts.filter((contact) => same(contact.name, name)) : contacts;
    },
    sample: SAMPLES[of.kind],
    outputFields: outputsOf(of.kind),
  },
});

const orCreate = (of) => ({
  key: `find_${of.kind}`,
  display: {
    label: `Find or Create ${of.noun}`,
    description: `Finds ${of.many} by email, identifier or name, and adds one where there is none.`,
  },
  search: `find_${of.kind}`,
  create: `create_${of.kind}`,
});

const found = Object.values(KINDS).map(search);
const both = [KINDS.person, KINDS.organization].map(orCreate);

module.exports = {
  searches: Object.fromEntries(found.map((one) => [one.key, one])),
  searchOrCreates: Object.fromEntries(both.map((one) => [one.key, one])),
};
