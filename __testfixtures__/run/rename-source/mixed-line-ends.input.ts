import a from 'old';
a();
b();
