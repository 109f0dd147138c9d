'use strict';

const { KINDS, api, shown } = require('../lib/carnet');
const { cardOf, fieldsOf, valuesOf } = require('../lib/fields');
const { SAMPLES, outputsOf } = require('../lib/samples');

const doubtful = ({ inputData }) => ({ accept_doubtful: String(inputData.accept_doubtful === true) });

const adding = (of) => ({
  key: `create_${of.kind}`,
  noun: of.noun,
  display: { label: `Create ${of.noun}`, description: `Adds ${article(of)} to the book.` },
  operation: {
    inputFields: fieldsOf(of.kind, true),
    perform: async (z, bundle) => {
      const card = cardOf(of.kind, bundle.inputData);
      const body = { ...valuesOf(of.kind, bundle.inputData), cards: [card] };
      const url = api(bundle, of.path);
      return shown((await z.request({ method: 'POST', url, params: doubtful(bundle), body })).data);
    },
    sample: SAMPLES[of.kind],
    outputFields: outputsOf(of.kind),
  },
});

const changing = (of) => ({
  key: `update_${of.kind}`,
  noun: of.noun,
  display: {
    label: `Update ${of.noun}`,
    description: `Changes ${article(of)} of the book; what is left empty stays as it is.`,
  },
  operation: {
    inputFields: [
      {
        key: 'id',
        label: of.noun,
        type: 'string',
        required: true,
        dynamic: `updated_${of.kind}.id.name`,
        search: `find_${of.kind}.id`,
        helpText: `Its ID in Carnet, such as a trigger or *Find ${of.noun}* gives.`,
      },
      ...fieldsOf(of.kind, false),
    ],
    perform: async (z, bundle) => {
      const { id } = bundle.inputData;
      const params = doubtful(bundle);
      const url = api(bundle, of.path, id);
      let contact = (await z.request({ url })).data;
      const write = async (method, to, body) => {
        const headers = { 'If-Match': `"${contact.etag}"` }; // a change by somebody else is not lost
        contact = (await z.request({ method, url: to, params, headers, body })).data;
      };
      const values = valuesOf(of.kind, bundle.inputData);
      if (Object.keys(values).length) await write('PATCH', url, values);
      const [first] = contact.cards || [];
      const card = cardOf(of.kind, bundle.inputData, first);
      if (Object.keys(card).length && first) await write('PUT', api(bundle, of.path, id, 'cards', first.id), card);
      else if (Object.keys(card).length) await write('POST', `${url}/cards`, card);
      return shown(contact);
    },
    sample: SAMPLES[of.kind],
    outputFields: outputsOf(of.kind),
  },
});

const article = (of) => `${of.kind === 'organization' ? 'an' : 'a'} ${of.noun.toLowerCase()}`;
const made = [KINDS.person, KINDS.organization].flatMap((of) => [adding(of), changing(of)]);

module.exports = { creates: Object.fromEntries(made.map((one) => [one.key, one])) };
