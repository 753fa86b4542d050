/**
 * Events: when which face was seen where, and who it was (SophonMatch API, the event record of
 * {@code picturesearch}). An event is what a camera, a turnstile or a comparison leaves behind; the
 * log of them is searched in the order of time.
 */
package org.facesearch.models.event;
