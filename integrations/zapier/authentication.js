'use strict';

const { api } = require('./lib/carnet');

const authentication = {
  type: 'custom',
  fields: [
    {
      key: 'address',
      label: 'Address of your Carnet',
      type: 'string',
      required: true,
      placeholder: 'https://carnet.example.com',
      helpText: 'As you type it in the browser. Zapier must be able to reach it over the internet.',
    },
    {
      key: 'token',
      label: 'API token',
      type: 'password',
      required: true,
      helpText:
        'Make one in Carnet: the menu with your name, *API tokens*. It needs the rights to read contacts, to ' +
        'change contacts and to manage webhooks, and its owner must be an administrator of the firm.',
    },
  ],
  test: async (z, bundle) => (await z.request({ url: api(bundle, 'me') })).data,
  connectionLabel: (z, bundle) => `${bundle.inputData.firm.name} (${bundle.inputData.user.name})`,
};

/** Every request to Carnet has the token, and asks for English. */
const bearer = (request, z, bundle) => {
  if (bundle.authData && bundle.authData.token) {
    request.headers.Authorization = `Bearer ${bundle.authData.token}`;
    request.headers['Accept-Language'] = 'en';
  }
  return request;
};

module.exports = { authentication, bearer };
