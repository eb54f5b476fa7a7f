/*! MIT License */

kept();
