/**
 * The calls of the SophonMatch API: faces that are seen become events, and events are searched by a
 * face. As everywhere, a use case takes and gives records, works on any {@link
 * org.facesearch.models.event.EventLog log}, and never blocks its caller.
 */
package org.facesearch.models.usecase.event;
