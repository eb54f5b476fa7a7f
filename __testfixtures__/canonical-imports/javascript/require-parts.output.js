const { own } = require('./parts/all');
const { alpha } = require('./parts/alpha');
const {
  alpha: first, // one
  beta,
  betaToo,
} = require('./parts/all');
const parts = require('./parts/all');
parts.alpha; parts.own;
