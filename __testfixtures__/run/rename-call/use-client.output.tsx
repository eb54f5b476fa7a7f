'use client'

import { oldCall } from 'calls'

export function Page() {
	return <p  title="x">{newCall(1, true)}   </p>
}
