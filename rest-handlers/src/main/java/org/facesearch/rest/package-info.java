/** The documented HTTP APIs: a handler parses and renders, a transport action calls one use case. */
package org.facesearch.rest;
