const { alpha, own } = require('./parts/all');
const {
  alpha: first, // one
  beta,
  betaToo,
} = require('./parts/all');
const parts = require('./parts/all');
parts.alpha; parts.own;
