import whole from './d.json' with { type: 'json' };
