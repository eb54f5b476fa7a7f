import old from 'old';
export  const a = 1;
