import a from 'new';
b();
