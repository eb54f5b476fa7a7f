import { kept } from 'kept';

export const text = `a
	b`;
