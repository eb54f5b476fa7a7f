describe('x', () => {
	it('y', () => {
		const odd = [1,2 ,3];
		oldCall(odd);	// why
	});
	const f = () => ({}) as any;
});
