#!/usr/bin/env node
import { first } from 'first';
import a from 'a';
