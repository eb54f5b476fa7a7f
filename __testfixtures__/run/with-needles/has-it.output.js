// needle
// read
