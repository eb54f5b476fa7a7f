import whole, { dropped } from './d.json' with { type: 'json' };
