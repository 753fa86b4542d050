/** The plugin itself: wiring, settings, and everything that knows about indices. */
package org.facesearch.plugin;
