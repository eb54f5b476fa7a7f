#!/usr/bin/env node
import a from 'a';
