'use client'

import { first } from 'first'
import a from 'a'
