import a from 'new';
a();
b();
