/**
 * The use cases of events: seeing a face and telling who it is, and looking for a face among all
 * that was seen (SophonMatch API).
 */
package org.facesearch.models.usecase.event;
