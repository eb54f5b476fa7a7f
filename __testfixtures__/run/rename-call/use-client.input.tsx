'use client'

import { oldCall } from 'calls'

export function Page() {
	return <p  title="x">{oldCall( 1 )}   </p>
}
