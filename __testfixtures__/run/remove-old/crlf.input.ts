import old from 'old';
import { kept } from 'kept';

export const text = `a
	b`;
