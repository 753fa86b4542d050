/** Wires the calls of the SophonMatch API that look at one face: PictureMatch and compare. */
package org.facesearch.plugin.sophonmatch;
