describe('x', () => {
	it('y', () => {
		const odd = [1,2 ,3];
		newCall(odd, true);	// why
	});
	const f = () => ({}) as any;
});
