import a from 'old';
b();
